package dev.approvals.core.capture;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a digest covers beside the arguments.
 *
 * @param realm the deployment, such as {@code production}
 * @param tool the tool's name
 * @param declaringType the class or interface that declares the method; empty for a tool made by hand
 * @param signature the method with its parameter types
 * @param context what the host declared to matter, such as a tenant; its order does not count
 */
public record CallHeader(
        String realm, String tool, String declaringType, String signature, Map<String, String> context) {
    /** Copies the context, sorted by key. */
    public CallHeader {
        Objects.requireNonNull(realm, "realm");
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(declaringType, "declaringType");
        Objects.requireNonNull(signature, "signature");
        context = Collections.unmodifiableMap(new TreeMap<>(context));
    }

    void writeTo(CanonicalForm form) {
        form.text(realm).text(tool).text(declaringType).text(signature).count(context.size());
        context.forEach((key, value) -> form.text(key).text(value));
    }
}
