package sales;

import java.math.BigDecimal;

/**
 * A line that makes sense.
 *
 * @param region in small letters
 */
public record Sale(String file, int line, String region, String product, BigDecimal amount) {}
