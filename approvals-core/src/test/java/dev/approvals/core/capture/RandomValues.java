package dev.approvals.core.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.reflect.TypeToken;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** Random live values of the sample types, the odd ones often; the same for one seed. */
final class RandomValues {
    private static final String ALPHABET = "ab \\\"\n\u0000\u0301é\u202E\uD83D\uDE00漢";

    private final Random random;

    RandomValues(long seed) {
        random = new Random(seed);
    }

    /** A value of the type, or now and then null where the type allows it. */
    Object of(Type type) {
        return of(TypeToken.of(type), 0);
    }

    private Object of(TypeToken<?> type, int depth) {
        Class<?> raw = type.getRawType();
        if (!raw.isPrimitive() && raw != Optional.class && random.nextInt(12) == 0) {
            return null;
        }
        if (raw.isEnum()) {
            return pick(raw.getEnumConstants());
        }
        if (raw == byte[].class) {
            byte[] bytes = new byte[random.nextInt(6)];
            random.nextBytes(bytes);
            return bytes;
        }
        if (raw.isArray()) {
            return array(type, depth);
        }
        if (raw.isRecord()) {
            return record(type, raw, depth);
        }
        Object container = container(type, raw, depth);
        return container == null ? open(raw) : container;
    }

    private Object container(TypeToken<?> type, Class<?> raw, int depth) {
        if (raw == Optional.class) {
            return Optional.ofNullable(of(argument(type, Optional.class, 0), depth + 1));
        }
        if (raw == List.class || raw == Iterable.class) {
            return fill(new ArrayList<>(), argument(type, Iterable.class, 0), depth);
        }
        if (raw == Set.class) {
            return fill(new LinkedHashSet<>(), argument(type, Iterable.class, 0), depth);
        }
        if (raw == Map.class) {
            return map(type, depth);
        }
        if (raw == Samples.Shape.class) {
            Class<?> leaf = (Class<?>) pick(raw.getPermittedSubclasses());
            return leaf.isEnum() ? pick(leaf.getEnumConstants()) : record(TypeToken.of(leaf), leaf, depth);
        }
        return raw == Samples.Bean.class ? bean(depth) : null;
    }

    private Object open(Class<?> raw) {
        if (raw == JsonNode.class) {
            return json();
        }
        if (raw == Object.class) {
            return random.nextInt(4) == 0 ? List.of(scalar(), Map.of("k", scalar())) : scalar();
        }
        for (int tries = 0; tries < 10_000; tries++) {
            Object scalar = scalar();
            if (com.google.common.primitives.Primitives.wrap(raw).isInstance(scalar)) {
                return scalar;
            }
        }
        throw new AssertionError("no scalar is a " + raw);
    }

    private Object scalar() {
        Instant instant = Instant.ofEpochSecond(random.nextInt() * 100L, random.nextInt(1_000_000_000));
        ZoneOffset offset = ZoneOffset.ofTotalSeconds(random.nextInt(129_600) - 64_800);
        LocalDateTime dateTime = LocalDateTime.ofEpochSecond(random.nextLong() % 100_000_000_000_000L, 5, offset);
        return pick(
                random.nextBoolean(),
                (byte) random.nextInt(),
                (short) random.nextInt(),
                random.nextInt(),
                random.nextLong(),
                pick(0f, -0f, Float.NaN, Float.MIN_VALUE, Float.intBitsToFloat(random.nextInt())),
                pick(0d, -0d, Double.NaN, Double.MAX_VALUE, 1e23, Double.longBitsToDouble(random.nextLong())),
                (char) random.nextInt(),
                text(),
                new BigInteger(70, random),
                new BigDecimal(BigInteger.valueOf(random.nextLong()), random.nextInt(40) - 20),
                new UUID(random.nextLong(), random.nextLong()),
                java.net.URI.create("https://example.com/" + random.nextInt(9) + "?q=%20#f"),
                instant,
                dateTime.toLocalDate(),
                dateTime.toLocalTime(),
                dateTime,
                OffsetTime.of(LocalTime.NOON, offset),
                OffsetDateTime.of(dateTime, offset),
                ZonedDateTime.ofInstant(instant, ZoneId.of("Europe/Berlin")),
                Year.of(random.nextInt(40_000) - 20_000),
                YearMonth.of(random.nextInt(40_000) - 20_000, 1 + random.nextInt(12)),
                MonthDay.of(2, 29),
                Duration.ofSeconds(random.nextLong(), random.nextInt(1_000_000_000)),
                Period.of(random.nextInt(9) - 4, random.nextInt(), 3),
                ZoneId.of("Asia/Tokyo"),
                offset);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(8); length > 0; length--) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    private Object array(TypeToken<?> type, int depth) {
        Object array = Array.newInstance(type.getRawType().getComponentType(), size(depth));
        for (int i = 0; i < Array.getLength(array); i++) {
            Array.set(array, i, of(type.getComponentType(), depth + 1));
        }
        return array;
    }

    private Object record(TypeToken<?> type, Class<?> raw, int depth) {
        RecordComponent[] components = raw.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = of(type.resolveType(components[i].getGenericType()), depth + 1);
        }
        try {
            return raw.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private <C extends java.util.Collection<Object>> C fill(C into, TypeToken<?> item, int depth) {
        for (int size = size(depth); size > 0; size--) {
            into.add(of(item, depth + 1));
        }
        return into;
    }

    private Object map(TypeToken<?> type, int depth) {
        Map<Object, Object> map = random.nextBoolean() ? new HashMap<>() : new LinkedHashMap<>();
        for (int size = size(depth); size > 0; size--) {
            Object key = of(argument(type, Map.class, 0), depth + 1);
            if (key != null) {
                map.put(key, of(argument(type, Map.class, 1), depth + 1));
            }
        }
        return map;
    }

    private Object bean(int depth) {
        Samples.Bean bean = new Samples.Bean();
        bean.setOwner(text());
        bean.setStrict(random.nextBoolean());
        bean.limit = random.nextInt();
        bean.setDays(fill(new ArrayList<>(), TypeToken.of(LocalDate.class), depth).stream()
                .map(LocalDate.class::cast)
                .toList());
        return bean;
    }

    private Object json() {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        ObjectNode object = nodes.objectNode();
        object.put("text", text()).put("int", random.nextInt()).put("long", random.nextLong());
        object.put("double", random.nextDouble())
                .put("decimal", new BigDecimal("1.00"))
                .putNull("null");
        object.putArray("list").add(true).add(text());
        return object;
    }

    private int size(int depth) {
        return depth > 3 ? 0 : random.nextInt(4);
    }

    private Object pick(Object... options) {
        return options[random.nextInt(options.length)];
    }

    private static TypeToken<?> argument(TypeToken<?> type, Class<?> declaring, int index) {
        return type.resolveType(declaring.getTypeParameters()[index]);
    }
}
