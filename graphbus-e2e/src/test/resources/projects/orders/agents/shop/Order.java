package shop;

import java.time.Instant;
import java.util.List;

public record Order(String id, List<Line> lines, Instant placedAt, Status status) {
    public enum Status {
        NEW,
        PAID
    }
}
