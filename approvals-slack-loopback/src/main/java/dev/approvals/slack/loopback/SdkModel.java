package dev.approvals.slack.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.reflect.TypeToken;
import com.slack.api.SlackConfig;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.view.View;
import com.slack.api.util.json.GsonFactory;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;

/** The SDK's model as judge of blocks and modals: it must read them, know every member, and write them back the same. */
public final class SdkModel {

    private static final Type BLOCKS = new TypeToken<List<LayoutBlock>>() {}.getType();
    private static final Gson STRICT = strict();

    private SdkModel() {}

    private static Gson strict() {
        SlackConfig config = new SlackConfig();
        config.setFailOnUnknownProperties(true);
        return GsonFactory.createSnakeCase(config);
    }

    /** {@return what the SDK does not understand in the blocks of a message; empty if nothing} */
    public static Optional<String> ofMessage(JsonNode blocks) {
        return judged(blocks, BLOCKS);
    }

    /** {@return what the SDK does not understand in a modal; empty if nothing} */
    public static Optional<String> ofView(JsonNode view) {
        return judged(view, View.class);
    }

    private static Optional<String> judged(JsonNode given, Type type) {
        try {
            JsonNode back = Json.read(STRICT.toJson(STRICT.<Object>fromJson(given.toString(), type), type));
            return back.equals(given) ? Optional.empty() : Optional.of("read as " + back);
        } catch (JsonParseException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
