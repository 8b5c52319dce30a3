package io.graphbus.server.soak;

import com.sun.management.UnixOperatingSystemMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.graphbus.server.GraphBusServer;
import java.io.IOException;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.PlatformManagedObject;
import java.lang.management.ThreadMXBean;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** A server in a process of its own, with an H2 file, looked into over JMX. */
final class ServerProcess implements AutoCloseable {

    static final String TOKEN = "soak-token-of-a-decent-length";

    private static final Pattern EXPECTED =
            Pattern.compile(
                    "HealthMonitor +: Failing is |audit +: AUTHENTICATION_FAILURE by key:soak-|Carriers +: ");

    private final int port;
    private final Path log;
    private final Process process;
    private final JMXConnector inside;
    private final MemoryMXBean memory;
    private final ThreadMXBean threads;
    private final ClassLoadingMXBean classes;
    private final UnixOperatingSystemMXBean system;

    ServerProcess(Path directory) throws IOException {
        port = freePort();
        log = directory.resolve("server.log");
        process =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElse("java"),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                GraphBusServer.class.getName(),
                                "--server.port=" + port,
                                "--graphbus.data=" + directory.resolve("data"),
                                "--graphbus.security.admin-token=" + TOKEN,
                                "--graphbus.builds.enabled=true",
                                "--graphbus.builds.keep=5")
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        inside = attach(process.pid());
        MBeanServerConnection beans = inside.getMBeanServerConnection();
        memory = bean(beans, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
        threads = bean(beans, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
        classes =
                bean(beans, ManagementFactory.CLASS_LOADING_MXBEAN_NAME, ClassLoadingMXBean.class);
        system =
                bean(
                        beans,
                        ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME,
                        UnixOperatingSystemMXBean.class);
    }

    int port() {
        return port;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What is held after everything that nobody holds was collected. */
    Sample sample() {
        memory.gc();
        memory.gc();
        return new Sample(
                memory.getHeapMemoryUsage().getUsed() / 1024.0 / 1024,
                memory.getNonHeapMemoryUsage().getUsed() / 1024.0 / 1024,
                classes.getLoadedClassCount(),
                threads.getThreadCount(),
                system.getOpenFileDescriptorCount());
    }

    /** What the log complains about beside the mistakes that clients make and a busy machine. */
    List<String> complaints() throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> line.matches("\\S+ +(WARN|ERROR) .*"))
                .filter(line -> !EXPECTED.matcher(line).find())
                .toList();
    }

    @Override
    public void close() throws IOException {
        inside.close();
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static JMXConnector attach(long pid) throws IOException {
        VirtualMachine machine = machine(pid);
        try {
            return JMXConnectorFactory.connect(
                    new JMXServiceURL(machine.startLocalManagementAgent()));
        } finally {
            machine.detach();
        }
    }

    /** A process that has just begun may have no time for us on a busy machine. */
    private static VirtualMachine machine(long pid) throws IOException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (true) {
            try {
                return VirtualMachine.attach("" + pid);
            } catch (AttachNotSupportedException e) { // after ten seconds without an answer
                if (System.nanoTime() > end) {
                    throw new IOException(e);
                }
            }
        }
    }

    private static <T extends PlatformManagedObject> T bean(
            MBeanServerConnection beans, String name, Class<T> type) throws IOException {
        return ManagementFactory.newPlatformMXBeanProxy(beans, name, type);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
