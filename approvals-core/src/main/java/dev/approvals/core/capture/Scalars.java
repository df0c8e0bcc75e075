package dev.approvals.core.capture;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;

/** What all scalars share, wherever they are declared. */
final class Scalars {
    private Scalars() {}

    static Value freeze(ScalarKind kind, Object live, Walk walk) {
        switch (kind) {
            case STRING -> walk.text(((String) live).length());
            case BIG_INTEGER -> walk.bits(((BigInteger) live).bitLength());
            case BIG_DECIMAL -> walk.bits(((BigDecimal) live).unscaledValue().bitLength());
            case URI -> walk.text(live.toString().length());
            default -> walk.text(1);
        }
        return new Value.Scalar(kind, live);
    }

    /** The scalar of the wanted kind that plain JSON stands for, without guessing. */
    static Value bind(ScalarKind kind, Value json, Walk walk) {
        return switch (kind) {
            case BOOLEAN -> exact(ScalarKind.BOOLEAN, json, "true or false, without quotes", walk);
            case STRING -> exact(ScalarKind.STRING, json, "text in quotes", walk);
            case BYTE, SHORT, INT, LONG, BIG_INTEGER ->
                new Value.Scalar(kind, whole(kind, number(kind, json, walk), walk));
            case FLOAT, DOUBLE -> new Value.Scalar(kind, binary(kind, json, walk));
            case BIG_DECIMAL -> new Value.Scalar(kind, number(kind, json, walk));
            default -> new Value.Scalar(kind, parsed(kind, json, walk));
        };
    }

    private static Value exact(ScalarKind kind, Value json, String cure, Walk walk) {
        if (json instanceof Value.Scalar scalar && scalar.kind() == kind) {
            return json;
        }
        throw wrong(kind, json, cure, walk);
    }

    private static BigDecimal number(ScalarKind kind, Value json, Walk walk) {
        if (json instanceof Value.Scalar scalar) {
            if (scalar.value() instanceof BigDecimal decimal) {
                return decimal;
            }
            if (scalar.value() instanceof BigInteger whole) {
                return new BigDecimal(whole);
            }
            if (scalar.value() instanceof Integer || scalar.value() instanceof Long) {
                return BigDecimal.valueOf(((Number) scalar.value()).longValue());
            }
        }
        String whole =
                kind == ScalarKind.FLOAT || kind == ScalarKind.DOUBLE || kind == ScalarKind.BIG_DECIMAL ? "" : "whole ";
        throw wrong(kind, json, "a " + whole + "number, without quotes", walk);
    }

    private static Object whole(ScalarKind kind, BigDecimal number, Walk walk) {
        BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        if (plain.scale() > 0) {
            throw walk.unbindable(
                    "has a fraction, but must be a whole number (" + kind.tag() + ")", "send it without one");
        }
        try {
            return switch (kind) {
                case BYTE -> plain.byteValueExact();
                case SHORT -> plain.shortValueExact();
                case INT -> plain.intValueExact();
                case LONG -> plain.longValueExact();
                default -> plain.toBigIntegerExact();
            };
        } catch (ArithmeticException e) {
            throw walk.unbindable("is out of range for " + kind.tag(), "send a smaller number");
        }
    }

    /** The nearest float or double; whole numbers must be met exactly, as nobody expects them to be rounded. */
    private static Object binary(ScalarKind kind, Value json, Walk walk) {
        BigDecimal number = number(kind, json, walk);
        double nearest = kind == ScalarKind.FLOAT ? number.floatValue() : number.doubleValue();
        if (Double.isInfinite(nearest)) {
            throw walk.unbindable("is out of range for " + kind.tag(), "send a smaller number");
        }
        if (nearest == 0 && number.signum() != 0) {
            throw walk.unbindable("is too close to zero for " + kind.tag(), "send 0 or a number farther from it");
        }
        if (number.scale() == 0 && number.compareTo(new BigDecimal(nearest)) != 0) {
            throw walk.unbindable("has more digits than " + kind.tag() + " can hold", "send a rounder number");
        }
        return kind == ScalarKind.FLOAT ? (Object) (float) nearest : (Object) nearest;
    }

    private static Object parsed(ScalarKind kind, Value json, Walk walk) {
        String form = "text in the form of " + example(kind);
        if (!(json instanceof Value.Scalar scalar) || !(scalar.value() instanceof String text)) {
            throw wrong(kind, json, form, walk);
        }
        try {
            Object value = kind.parse(text);
            if (kind != ScalarKind.UUID || value.toString().equals(text.toLowerCase(Locale.ROOT))) {
                return value;
            }
        } catch (RuntimeException e) {
            // Each parser of the JDK has its own exception, and their messages repeat the text: ours does not.
            throw walk.unbindable("is no " + kind.tag(), "send " + form);
        }
        throw walk.unbindable("is no " + kind.tag(), "send " + form);
    }

    private static BindingException wrong(ScalarKind kind, Value json, String cure, Walk walk) {
        return walk.unbindable("is " + PlainJson.describe(json) + ", but must be " + kind.tag(), "send " + cure);
    }

    private static String example(ScalarKind kind) {
        return switch (kind) {
            case CHAR -> "one character";
            case UUID -> "123e4567-e89b-12d3-a456-426614174000";
            case URI -> "https://example.com/path";
            case INSTANT -> "2026-01-31T09:30:00Z";
            case LOCAL_DATE -> "2026-01-31";
            case LOCAL_TIME -> "09:30:00";
            case LOCAL_DATE_TIME -> "2026-01-31T09:30:00";
            case OFFSET_TIME -> "09:30:00+01:00";
            case OFFSET_DATE_TIME -> "2026-01-31T09:30:00+01:00";
            case ZONED_DATE_TIME -> "2026-01-31T09:30:00+01:00[Europe/Berlin]";
            case YEAR -> "2026";
            case YEAR_MONTH -> "2026-01";
            case MONTH_DAY -> "--01-31";
            case DURATION -> "PT1H30M";
            case PERIOD -> "P1Y2M3D";
            case ZONE_ID -> "Europe/Berlin";
            case ZONE_OFFSET -> "+01:00";
            default -> kind.tag();
        };
    }
}
