package dev.approvals.core.capture;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvals.tool.Sensitive;
import dev.approvals.tool.ToolSpec;
import java.lang.reflect.Field;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The types that the tests capture. */
final class Samples {
    private Samples() {}

    enum Level {
        LOW,
        HIGH {
            @Override
            String shout() {
                return "!";
            }
        };

        String shout() {
            return "";
        }
    }

    record Point(int x, int y) {}

    record Login(String user, @Sensitive String secret) {}

    record Order(String id, List<Point> path, BigDecimal price, Optional<Level> level, long[] totals) {}

    record Page<T>(T first, List<T> rest, Map<String, T> named) {}

    record Tree(String label, List<Tree> children) {}

    sealed interface Shape permits Circle, Square, Unit {}

    record Circle(double radius) implements Shape {}

    record Square(float side, Point corner) implements Shape {}

    enum Unit implements Shape {
        NOTHING
    }

    /** A bean with an inherited property, a public field, a default and a sensitive field. */
    public static class Base {
        private String owner = "nobody";

        public String getOwner() {
            return owner;
        }

        public void setOwner(String owner) {
            this.owner = owner;
        }
    }

    public static class Bean extends Base {
        public int limit = 100;
        private boolean strict;
        private List<LocalDate> days = List.of();

        @Sensitive
        private String token = "";

        public boolean isStrict() {
            return strict;
        }

        public void setStrict(boolean strict) {
            this.strict = strict;
        }

        public List<LocalDate> getDays() {
            return days;
        }

        public void setDays(List<LocalDate> days) {
            this.days = days;
        }

        public String getToken() {
            return token;
        }

        public void setToken(String token) {
            this.token = token;
        }
    }

    /** A tool's parameters of many types: one field each. */
    @SuppressWarnings("unused")
    static final class Parameters {
        int count;
        Boolean flag;
        double ratio;
        float small;
        char letter;
        String text;
        Level level;
        BigDecimal price;
        Instant at;
        byte[] bytes;
        char[] chars;
        int[][] matrix;
        String[] names;
        List<String> list;
        Set<Level> levels;
        Map<String, List<Integer>> map;
        Map<Level, Point> byLevel;
        Optional<Point> maybe;
        Point point;
        Order order;
        Page<String> page;
        Page<Optional<Point>> points;
        Tree tree;
        Shape shape;
        List<? extends Shape> shapes;
        Bean bean;
        Object anything;
        Number number;
        Comparable<?> comparable;
        List<Object> anythings;
        JsonNode json;
        Iterable<Point> iterable;
    }

    static Type type(String parameter) {
        try {
            Field field = Parameters.class.getDeclaredField(parameter);
            return field.getGenericType();
        } catch (NoSuchFieldException e) {
            throw new IllegalArgumentException("no sample parameter " + parameter, e);
        }
    }

    static List<String> names() {
        return List.of(Parameters.class.getDeclaredFields()).stream()
                .filter(field -> !field.isSynthetic())
                .map(Field::getName)
                .toList();
    }

    /** The capture of a tool with one parameter, {@code x}. */
    static Capture capture(Type type) {
        return Capture.of(ToolSpec.named("sample").parameter("x", type).build(), Renderers.none());
    }

    static Value freeze(Type type, Object value) {
        return capture(type).freeze(value).values().get(0).value();
    }
}
