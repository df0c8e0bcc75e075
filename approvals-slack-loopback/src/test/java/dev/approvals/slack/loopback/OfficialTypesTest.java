package dev.approvals.slack.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("npm")
class OfficialTypesTest {

    @Test
    void slacksTypesTakeWhatTheLoopbackTakes() {
        assertThat(OfficialTypes.ofMessages(List.of(Sample.json(Sample.MESSAGE))))
                .isEmpty();
        assertThat(OfficialTypes.ofViews(List.of(Sample.json(Sample.MODAL)))).isEmpty();
    }

    @Test
    void slacksTypesFaultWhatTheLoopbackFaults() {
        List<JsonNode> wrong = List.of(
                changed("'type':'divider'", "'type':'banner'"),
                changed("'style':'danger'", "'style':'default'"),
                changed("'expand':true", "'expanded':true"),
                changed("'border':1", "'border':2"),
                changed("'alt_text':'x'", "'alt':'x'"));

        String said = OfficialTypes.ofMessages(wrong);

        assertThat(wrong)
                .allSatisfy(
                        message -> assertThat(BlockKit.messageErrors(message)).isNotEmpty());
        for (int line = 2; line < 2 + wrong.size(); line++) {
            assertThat(said).contains("judged.ts(" + line + ",");
        }
    }

    private static JsonNode changed(String right, String wrong) {
        assertThat(Sample.MESSAGE).contains(right);
        return Sample.json(Sample.MESSAGE.replace(right, wrong));
    }

    @Test
    void slacksTypesFaultAModalWithoutATitle() {
        assertThat(OfficialTypes.ofViews(List.of(Sample.json(Sample.MODAL.replace("'title'", "'heading'")))))
                .contains("heading");
    }
}
