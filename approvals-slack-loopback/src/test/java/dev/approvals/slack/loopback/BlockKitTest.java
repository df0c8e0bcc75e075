package dev.approvals.slack.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockKitTest {

    private static final String DIVIDER = "{'type':'divider'}";

    private static JsonNode json(String singleQuoted) {
        return Json.read(singleQuoted.replace('\'', '"'));
    }

    private static List<String> wrong(String blocks) {
        return BlockKit.messageErrors(json("[" + blocks + "]"));
    }

    private static String times(int count, String block) {
        return IntStream.range(0, count).mapToObj(i -> block).collect(Collectors.joining(","));
    }

    private static String button(String more) {
        return "{'type':'actions','elements':[{'type':'button','text':{'type':'plain_text','text':'Approve'}" + more
                + "}]}";
    }

    @Test
    void aCardOfEveryKnownBlockIsTaken() {
        assertThat(wrong("{'type':'header','text':{'type':'plain_text','text':'Refund','emoji':false}}," + DIVIDER
                        + ",{'type':'section','expand':true,'text':{'type':'mrkdwn','text':'*high*','verbatim':true}}"
                        + ",{'type':'context','elements':[{'type':'plain_text','text':'x'}]}"
                        + ",{'type':'rich_text','elements':[{'type':'rich_text_preformatted','border':0,'elements':"
                        + "[{'type':'text','text':'x'}]}]},"
                        + button(",'value':'v','style':'primary','action_id':'a','url':'https://a.example/'")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "header, plain_text, 150",
        "section, plain_text, 3000",
        "section, mrkdwn, 3000",
    })
    void textIsTakenUpToItsLimitAndNotOneCharacterMore(String block, String type, int limit) {
        String template = "{'type':'" + block + "','text':{'type':'" + type + "','text':'%s'}}";

        assertThat(wrong(String.format(template, "x".repeat(limit)))).isEmpty();
        assertThat(wrong(String.format(template, "x".repeat(limit + 1))))
                .containsExactly("must be less than " + (limit + 1) + " characters [json-pointer:/blocks/0/text/text]");
        assertThat(wrong(String.format(template, "")))
                .containsExactly("must be more than 0 characters [json-pointer:/blocks/0/text/text]");
    }

    @ParameterizedTest
    @CsvSource({"value, 2000", "action_id, 255", "accessibility_label, 75"})
    void membersOfAButtonAreTakenUpToTheirLimit(String member, int limit) {
        assertThat(wrong(button(",'" + member + "':'" + "x".repeat(limit) + "'")))
                .isEmpty();
        assertThat(wrong(button(",'" + member + "':'" + "x".repeat(limit + 1) + "'")))
                .containsExactly("must be less than " + (limit + 1) + " characters [json-pointer:/blocks/0/elements/0/"
                        + member + "]");
    }

    @Test
    void aLabelOf76CharactersIsRefused() {
        assertThat(wrong(button("").replace("Approve", "x".repeat(75)))).isEmpty();
        assertThat(wrong(button("").replace("Approve", "x".repeat(76))))
                .containsExactly("must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]");
    }

    @Test
    void fiftyBlocksAreTakenAndFiftyOneRefused() {
        assertThat(wrong(times(50, DIVIDER))).isEmpty();
        assertThat(wrong(times(51, DIVIDER))).containsExactly("no more than 50 items allowed [json-pointer:/blocks]");
    }

    @Test
    void aSectionTakesTenFieldsOf2000Characters() {
        String field = "{'type':'plain_text','text':'" + "x".repeat(2_000) + "'}";

        assertThat(wrong("{'type':'section','fields':[" + times(10, field) + "]}"))
                .isEmpty();
        assertThat(wrong("{'type':'section','fields':[" + times(11, field) + "]}"))
                .containsExactly("no more than 10 items allowed [json-pointer:/blocks/0/fields]");
        assertThat(wrong("{'type':'section','fields':[" + field.replace("'xx", "'xxx") + "]}"))
                .containsExactly("must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]");
        assertThat(wrong("{'type':'section'}"))
                .containsExactly("missing required field: text or fields [json-pointer:/blocks/0]");
    }

    @Test
    void whatSlackDoesNotKnowIsRefused() {
        assertThat(wrong("{'type':'banner'}"))
                .containsExactly("unsupported type: banner [json-pointer:/blocks/0/type]");
        assertThat(wrong("{'type':'divider','colour':'red'}"))
                .containsExactly("invalid additional property: colour [json-pointer:/blocks/0]");
        assertThat(wrong(button(",'style':'default'"))).hasSize(1);
        assertThat(wrong("{'type':'header','text':{'type':'mrkdwn','text':'x'}}"))
                .containsExactly("unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]");
        assertThat(wrong(button(",'text':'Approve'").replace("'text':{'type':'plain_text','text':'Approve'},", "")))
                .containsExactly("must provide an object [json-pointer:/blocks/0/elements/0/text]");
        assertThat(wrong(button(",'url':'javascript:alert(1)'")))
                .containsExactly("must be a valid URL [json-pointer:/blocks/0/elements/0/url]");
    }

    @Test
    void noTwoBlocksAndNoTwoButtonsOfABlockHaveOneId() {
        String named = "{'type':'divider','block_id':'one'}";
        String two = "{'type':'button','action_id':'a','text':{'type':'plain_text','text':'x'}}";

        assertThat(wrong(named + "," + named))
                .containsExactly("`block_id` \"one\" already exists [json-pointer:/blocks/1/block_id]");
        assertThat(wrong("{'type':'actions','elements':[" + two + "," + two + "]}"))
                .containsExactly("`action_id` \"a\" already exists [json-pointer:/blocks/0/elements/1/action_id]");
        assertThat(wrong("{'type':'actions','elements':[" + two + "]},{'type':'actions','elements':[" + two + "]}"))
                .isEmpty();
        assertThat(wrong("{'type':'divider','block_id':'" + "x".repeat(256) + "'}"))
                .containsExactly("must be less than 256 characters [json-pointer:/blocks/0/block_id]");
    }

    @Test
    void preformattedTextHoldsTextAndLinksOnly() {
        String template =
                "{'type':'rich_text','elements':[{'type':'rich_text_preformatted','elements':[{'type':'%s'}]}]}";

        assertThat(wrong(String.format(template, "user','user_id':'U1"))).hasSize(1);
        assertThat(wrong(String.format(template, "text','text':'"))).hasSize(1);
        assertThat(wrong(String.format(template, "text','text':'x"))).isEmpty();
    }

    @Test
    void everyTextOfAMessageCounts() {
        assertThat(BlockKit.characters(json("[{'type':'header','text':{'type':'plain_text','text':'12345'}},"
                        + "{'type':'rich_text','elements':[{'type':'rich_text_section','elements':"
                        + "[{'type':'text','text':'123'}]}]}," + button("") + "]")))
                .isEqualTo(5 + 3 + "Approve".length());
    }

    @Test
    void aModalHasItsOwnLimits() {
        String modal = "{'type':'modal','title':{'type':'plain_text','text':'%s'},'private_metadata':'%s',"
                + "'submit':{'type':'plain_text','text':'Deny'},'blocks':[{'type':'input','label':"
                + "{'type':'plain_text','text':'Why'},'element':{'type':'plain_text_input','max_length':3000}}]}";

        assertThat(viewErrors(modal, "x".repeat(24), "x".repeat(3_000))).isEmpty();
        assertThat(viewErrors(modal, "x".repeat(25), ""))
                .containsExactly("must be less than 25 characters [json-pointer:/view/title/text]");
        assertThat(viewErrors(modal, "x", "x".repeat(3_001)))
                .containsExactly("must be less than 3001 characters [json-pointer:/view/private_metadata]");
        assertThat(viewErrors(modal.replace("'submit':{'type':'plain_text','text':'Deny'},", ""), "x", ""))
                .containsExactly("must define `submit` to use an `input` block in modals [json-pointer:/view]");
    }

    private static List<String> viewErrors(String template, String title, String metadata) {
        return BlockKit.viewErrors(json(String.format(template, title, metadata)));
    }
}
