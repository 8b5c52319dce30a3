package io.graphbus.server.intake;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * Reads what is left of a body that was refused before its end, so that its sender sees the refusal
 * rather than a broken connection, but only so much and so long; then it hangs up. Tomcat by itself
 * would go on for as long as a byte comes now and then. A body that waits for being asked ({@code
 * Expect: 100-continue}) and never was does not come at all.
 */
final class DrainValve extends ValveBase {

    private final long mostBytes;
    private final Supplier<Pace> pace;

    DrainValve(long mostBytes, Supplier<Pace> pace) {
        super(true);
        this.mostBytes = mostBytes;
        this.pace = pace;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        if (!request.isAsync()
                && !response.getCoyoteResponse().isExceptionPresent()
                && !isRead(request)
                && !request.getCoyoteRequest().hasExpectation()) {
            Pace until = pace.get();
            response.finishResponse();
            if (!drain(request, until)) {
                request.getCoyoteRequest().action(ActionCode.CLOSE_NOW, null);
            }
        }
    }

    private boolean drain(Request request, Pace until) {
        var left = new Left();
        try {
            for (long read = 0; read <= mostBytes && !until.isOver(); ) {
                int count = request.getCoyoteRequest().doRead(left);
                if (count < 0) {
                    return true;
                }
                read += count;
            }
        } catch (IOException e) {
            getContainer().getLogger().debug("A client went before its body was read", e);
        }
        return false;
    }

    private static boolean isRead(Request request) {
        var read = new AtomicBoolean();
        request.getCoyoteRequest().action(ActionCode.REQUEST_BODY_FULLY_READ, read);
        return read.get();
    }

    /** Where Tomcat puts what it has read. */
    private static final class Left implements ApplicationBufferHandler {

        private ByteBuffer bytes = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            bytes = buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return bytes;
        }

        @Override
        public void expand(int size) {
            bytes = ByteBuffer.allocate(size);
        }
    }
}
