package io.graphbus.server.intake;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * A request whose body fails as soon as more than the allowed bytes have been read from it, or it
 * is late.
 */
final class LimitedRequest extends HttpServletRequestWrapper {

    private final long maxBytes;
    private final Supplier<RuntimeException> refusal;
    private final Pace pace;

    LimitedRequest(
            HttpServletRequest request,
            long maxBytes,
            Supplier<RuntimeException> refusal,
            Pace pace) {
        super(request);
        this.maxBytes = maxBytes;
        this.refusal = refusal;
        this.pace = pace;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return new Limited(super.getInputStream());
    }

    @Override
    public BufferedReader getReader() throws IOException {
        String encoding = getCharacterEncoding();
        Charset charset = encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding);
        return new BufferedReader(new InputStreamReader(getInputStream(), charset));
    }

    private final class Limited extends ServletInputStream {
        private final ServletInputStream body;
        private long read;

        Limited(ServletInputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            try {
                int b = body.read();
                count(b < 0 ? 0 : 1);
                return b;
            } catch (IOException e) {
                throw failure(e);
            }
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                int count = body.read(target, offset, length);
                count(Math.max(count, 0));
                return count;
            } catch (IOException e) {
                throw failure(e);
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }

        /** Tomcat wraps what the socket says. */
        private IOException failure(IOException e) {
            if (e instanceof SocketTimeoutException
                    || e.getCause() instanceof SocketTimeoutException) {
                throw pace.late().toException(e);
            }
            return e;
        }

        private void count(int bytes) {
            read += bytes;
            if (read > maxBytes) {
                throw refusal.get();
            }
            pace.check();
        }
    }
}
