package dev.approvals.core.capture;

import java.util.Base64;

/** A byte array; base64 in JSON. */
record BytesPlan() implements Plan {
    @Override
    public Value freezePresent(Object live, Walk walk) {
        if (!(live instanceof byte[] bytes)) {
            throw walk.unrenderable(
                    "is a " + live.getClass().getName() + ", no byte[]", "pass exactly the declared type");
        }
        walk.text(bytes.length);
        return new Value.Bytes(bytes);
    }

    @Override
    public Value bindPresent(Value json, Walk walk) {
        if (json instanceof Value.Scalar scalar && scalar.value() instanceof String text) {
            byte[] bytes = decoded(text);
            // The JDK's decoder is lenient about padding and unused bits: only the one canonical text may pass.
            if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
                return new Value.Bytes(bytes);
            }
        }
        throw walk.unbindable(
                "is " + PlainJson.describe(json) + ", but must be bytes", "send them as padded base64 text");
    }

    @Override
    public Object thawPresent(Value frozen, Walk walk) {
        if (frozen instanceof Value.Bytes bytes) {
            return bytes.content();
        }
        throw walk.unthawable("is no byte[]");
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0]; // not the decoding of the text either, so the caller refuses it
        }
    }
}
