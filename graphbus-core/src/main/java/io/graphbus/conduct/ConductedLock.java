package io.graphbus.conduct;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A reentrant lock for whatever may be held while a thread waits or passes a point: conducted
 * threads wait for it, and on its condition, where their conductor knows of it.
 */
public final class ConductedLock implements Lock {

    private static final long EVER = Long.MAX_VALUE / 4;

    private final ReentrantLock lock = new ReentrantLock();

    /** Conducted threads that want the lock; used by one thread at a time, as they all are. */
    private @Nullable List<Thread> wanting;

    @Override
    public void lock() {
        Conductor conductor = Conductor.current();
        if (conductor.conducts()) {
            lock(conductor);
        } else {
            lock.lock();
        }
    }

    private void lock(Conductor conductor) {
        boolean interrupted = false;
        while (!lock.tryLock()) {
            interrupted |= Thread.interrupted();
            List<Thread> known = wanting;
            if (known == null) {
                known = new ArrayList<>();
                wanting = known;
            }
            known.add(Thread.currentThread());
            conductor.park(this, EVER);
            known.remove(Thread.currentThread());
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void lockInterruptibly() throws InterruptedException {
        Conductor conductor = Conductor.current();
        if (!conductor.conducts()) {
            lock.lockInterruptibly();
            return;
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        lock(conductor);
    }

    @Override
    public boolean tryLock() {
        return lock.tryLock();
    }

    @Override
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
        Conductor conductor = Conductor.current();
        if (!conductor.conducts()) {
            return lock.tryLock(time, unit);
        }
        long deadline = conductor.nanoTime() + unit.toNanos(time);
        while (!lock.tryLock()) {
            long left = deadline - conductor.nanoTime();
            if (left <= 0) {
                return false;
            }
            conductor.park(this, Math.min(left, TimeUnit.MILLISECONDS.toNanos(1)));
        }
        return true;
    }

    @Override
    public void unlock() {
        lock.unlock();
        List<Thread> known = wanting;
        if (known != null) {
            known.forEach(Conductor::unpark);
        }
    }

    @Override
    public Condition newCondition() {
        return new Waiting(lock.newCondition());
    }

    private final class Waiting implements Condition {

        private final Condition free;
        private @Nullable List<Thread> waiting;

        Waiting(Condition free) {
            this.free = free;
        }

        /** The lock must be held once. */
        private void conducted(Conductor conductor, long nanos) {
            List<Thread> known = waiting;
            if (known == null) {
                known = new ArrayList<>();
                waiting = known;
            }
            known.add(Thread.currentThread());
            unlock();
            conductor.park(this, nanos);
            known.remove(Thread.currentThread());
            lock(conductor);
        }

        @Override
        public void await() throws InterruptedException {
            Conductor conductor = Conductor.current();
            if (conductor.conducts()) {
                conducted(conductor, EVER);
                throwIfInterrupted();
            } else {
                free.await();
            }
        }

        @Override
        public void awaitUninterruptibly() {
            Conductor conductor = Conductor.current();
            if (!conductor.conducts()) {
                free.awaitUninterruptibly();
                return;
            }
            boolean interrupted = Thread.interrupted();
            conducted(conductor, EVER);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public long awaitNanos(long nanos) throws InterruptedException {
            Conductor conductor = Conductor.current();
            if (!conductor.conducts()) {
                return free.awaitNanos(nanos);
            }
            long deadline = conductor.nanoTime() + nanos;
            conducted(conductor, nanos);
            throwIfInterrupted();
            return deadline - conductor.nanoTime();
        }

        @Override
        public boolean await(long time, TimeUnit unit) throws InterruptedException {
            return awaitNanos(unit.toNanos(time)) > 0;
        }

        @Override
        public boolean awaitUntil(Date deadline) {
            throw new UnsupportedOperationException("the engine waits for spans of time");
        }

        private static void throwIfInterrupted() throws InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }

        @Override
        public void signal() {
            signalAll();
        }

        @Override
        public void signalAll() {
            free.signalAll();
            List<Thread> known = waiting;
            if (known != null) {
                known.forEach(Conductor::unpark);
            }
        }
    }
}
