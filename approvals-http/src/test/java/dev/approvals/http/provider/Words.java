package dev.approvals.http.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON and forms, as a provider reads and writes them. */
final class Words {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Words() {}

    static String json(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    static Map<String, String> form(String text) throws IOException {
        Map<String, String> form = new LinkedHashMap<>();
        for (String pair : text.isEmpty() ? new String[0] : text.split("&")) {
            String[] parts = pair.split("=", 2);
            if (form.put(decode(parts[0]), parts.length < 2 ? "" : decode(parts[1])) != null) {
                throw new IOException("a parameter is there twice");
            }
        }
        return form;
    }

    static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
