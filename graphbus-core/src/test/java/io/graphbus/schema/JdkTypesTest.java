package io.graphbus.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.File;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What our mapper writes of the JDK's types fits their schemas, and is read again. */
class JdkTypesTest {

    private static Stream<Arguments> values() throws MalformedURLException {
        return Stream.of(texts(), times(), numbers()).flatMap(all -> all);
    }

    private static Stream<Arguments> texts() throws MalformedURLException {
        return Stream.of(
                arguments(Locale.class, Locale.GERMANY),
                arguments(Currency.class, Currency.getInstance("EUR")),
                arguments(URL.class, URI.create("http://a/b").toURL()),
                arguments(URI.class, URI.create("a:b")),
                arguments(Pattern.class, Pattern.compile("a+")),
                arguments(Charset.class, StandardCharsets.UTF_8),
                arguments(InetAddress.class, InetAddress.getLoopbackAddress()),
                arguments(File.class, new File("/a")),
                arguments(Path.class, Path.of("/a")),
                arguments(Class.class, String.class),
                arguments(StringBuilder.class, new StringBuilder("x")),
                arguments(CharSequence.class, "x"),
                arguments(UUID.class, UUID.randomUUID()),
                arguments(byte[].class, new byte[] {1}),
                arguments(char[].class, new char[] {'a'}),
                arguments(char.class, 'x'),
                arguments(ByteBuffer.class, ByteBuffer.wrap(new byte[] {1})));
    }

    private static Stream<Arguments> times() {
        return Stream.of(
                arguments(TimeZone.class, TimeZone.getTimeZone("UTC")),
                arguments(ZoneId.class, ZoneId.of("UTC")),
                arguments(ZoneOffset.class, ZoneOffset.ofHours(2)),
                arguments(Year.class, Year.of(2020)),
                arguments(YearMonth.class, YearMonth.of(2020, 1)),
                arguments(MonthDay.class, MonthDay.of(1, 1)),
                arguments(Month.class, Month.MAY),
                arguments(DayOfWeek.class, DayOfWeek.FRIDAY),
                arguments(Period.class, Period.ofDays(1)),
                arguments(Duration.class, Duration.ofDays(1)),
                arguments(Instant.class, Instant.now()),
                arguments(Date.class, new Date()),
                arguments(Calendar.class, Calendar.getInstance()),
                arguments(LocalDate.class, LocalDate.now()),
                arguments(LocalTime.class, LocalTime.now()),
                arguments(LocalDateTime.class, LocalDateTime.now()),
                arguments(ZonedDateTime.class, ZonedDateTime.now()),
                arguments(OffsetDateTime.class, OffsetDateTime.now()),
                arguments(OffsetTime.class, OffsetTime.now()));
    }

    private static Stream<Arguments> numbers() {
        return Stream.of(
                arguments(Number.class, 1.5),
                arguments(OptionalInt.class, OptionalInt.of(1)),
                arguments(OptionalLong.class, OptionalLong.of(1)),
                arguments(AtomicInteger.class, new AtomicInteger(1)),
                arguments(AtomicLong.class, new AtomicLong(1)),
                arguments(AtomicBoolean.class, new AtomicBoolean(true)),
                arguments(BigInteger.class, BigInteger.TEN.pow(30)),
                arguments(Iterable.class, List.of("a")),
                arguments(int[].class, new int[] {1}),
                arguments(float[].class, new float[] {1}));
    }

    @ParameterizedTest
    @MethodSource("values")
    void whatIsWrittenFits(Type type, Object value) {
        JsonNode written = Json.MAPPER.valueToTree(value);
        Schema schema = new SchemaDeriver().derive(type);
        assertThat(SchemaValidator.of(schema).validate(written)).as("%s", written).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void aWholeNumberThatFitsIsRead(Type type, Object value) {
        JsonNode written = Json.MAPPER.readTree("1.0");
        Schema schema = new SchemaDeriver().derive(type);
        boolean whole = schema.type().equals(java.util.Optional.of("integer"));
        if (whole && SchemaValidator.of(schema).accepts(written)) {
            Object read = Json.MAPPER.treeToValue(written, Json.MAPPER.constructType(type));
            assertThat(read).isNotNull();
        }
    }
}
