package io.graphbus.durable.progress;

/**
 * Whether a subscription begins nothing for the time being. One that is held comes to rest when
 * what was being made is settled; it begins again from where it is kept to be, and only after it
 * has rested. Usable from any thread.
 */
public final class Hold {

    private volatile boolean held;
    private volatile boolean paused;
    private boolean resting;

    /** Whether nothing may be begun. */
    public boolean isOn() {
        return held;
    }

    /** Whether it is to stay so. */
    public boolean isPaused() {
        return paused;
    }

    /** It is to be held from now on, or to begin again once it has rested. */
    public synchronized void pause(boolean wanted) {
        paused = wanted;
        held |= wanted;
    }

    /** Whether it has yet to come to rest. */
    public synchronized boolean isEnding() {
        return held && !resting;
    }

    /** Nothing of it is under way any more. */
    public synchronized void rests() {
        resting = true;
    }

    /** Lets it begin again, if it rests and is not to be held any more; whether it does. */
    public synchronized boolean ends() {
        if (!held || !resting || paused) {
            return false;
        }
        resting = false;
        held = false;
        return true;
    }
}
