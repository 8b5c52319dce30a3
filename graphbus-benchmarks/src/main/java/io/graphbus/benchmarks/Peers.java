package io.graphbus.benchmarks;

import io.graphbus.benchmarks.limit.DisruptorPeer;
import io.graphbus.benchmarks.limit.JCToolsPeer;
import io.graphbus.benchmarks.limit.ShardedPeer;
import io.graphbus.benchmarks.peer.GraphBusPeer;
import io.graphbus.benchmarks.peer.NaivePeer;
import io.graphbus.benchmarks.peer.Peer;
import io.graphbus.benchmarks.peer.Topology;
import io.graphbus.benchmarks.rival.GuavaPeer;
import io.graphbus.benchmarks.rival.MBassadorPeer;
import io.graphbus.benchmarks.rival.PekkoPeer;
import io.graphbus.benchmarks.rival.ReactorPeer;
import io.graphbus.benchmarks.rival.SpringPeer;
import io.graphbus.benchmarks.rival.VertxPeer;
import java.util.function.Function;

/** Everything that is measured side by side. */
public enum Peers {
    graphbus("GraphBus", Kind.OURS, GraphBusPeer::new),
    pekko("Pekko typed, map routed", Kind.ASYNCHRONOUS, PekkoPeer::new),
    vertx("Vert.x 5 event bus", Kind.ASYNCHRONOUS, VertxPeer::new),
    reactor("Reactor Sinks + publishOn", Kind.ASYNCHRONOUS, ReactorPeer::new),
    mbassador("MBassador, asynchronous", Kind.ASYNCHRONOUS, MBassadorPeer::new),
    guavaAsync("Guava AsyncEventBus", Kind.ASYNCHRONOUS, GuavaPeer::asynchronous),
    springPool("Spring multicaster, executor", Kind.ASYNCHRONOUS, SpringPeer::pooled),
    springVirtual("Spring multicaster, virtual threads", Kind.ASYNCHRONOUS, SpringPeer::virtual),
    guava("Guava EventBus, synchronous", Kind.SYNCHRONOUS, GuavaPeer::synchronous),
    spring("Spring multicaster, synchronous", Kind.SYNCHRONOUS, SpringPeer::synchronous),
    naive("naive: map lookup, direct calls", Kind.SYNCHRONOUS, NaivePeer::new),
    jctools("limit: JCTools MPSC, pool", Kind.LIMIT, JCToolsPeer::pooled),
    jctoolsVirtual("limit: JCTools MPSC, virtual threads", Kind.LIMIT, JCToolsPeer::virtual),
    sharded("JCTools MPSC, one queue per loop", Kind.SHARED, ShardedPeer::new),
    disruptor("Disruptor, one ring", Kind.SHARED, DisruptorPeer::new);

    /** What a peer is compared as. */
    public enum Kind {
        OURS,
        ASYNCHRONOUS,
        SYNCHRONOUS,
        /** What a mailbox per subscriber can do. */
        LIMIT,
        /** Many subscribers share a queue and wait for each other: shown, not compared with. */
        SHARED
    }

    private final String title;
    private final Kind kind;
    private final Function<Topology, Peer> factory;

    Peers(String title, Kind kind, Function<Topology, Peer> factory) {
        this.title = title;
        this.kind = kind;
        this.factory = factory;
    }

    public String title() {
        return title;
    }

    public Kind kind() {
        return kind;
    }

    Peer start(Topology topology) {
        return factory.apply(topology);
    }
}
