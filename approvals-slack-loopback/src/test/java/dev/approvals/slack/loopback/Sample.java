package dev.approvals.slack.loopback;

import com.fasterxml.jackson.databind.JsonNode;

/** Blocks and modals for tests, one of each kind that the loopback Slack knows. */
final class Sample {

    private static final String PLAIN = "{'type':'plain_text','text':'x','emoji':false}";
    private static final String OPTION = "{'text':{'type':'plain_text','text':'x'},'value':'v'}";

    private static final String SECTION = "{'type':'section','block_id':'b1','expand':true,"
            + "'text':{'type':'mrkdwn','text':'*x*','verbatim':true},'fields':[" + PLAIN + "],'accessory':"
            + "{'type':'image','image_url':'https://a.example/x.png','alt_text':'x'}}";
    private static final String ACTIONS = "{'type':'actions','elements':[{'type':'button','action_id':'a1','text':"
            + PLAIN
            + ",'value':'v','style':'danger','url':'https://a.example/','accessibility_label':'x','confirm':{'title':"
            + PLAIN + ",'text':" + PLAIN + ",'confirm':" + PLAIN + ",'deny':" + PLAIN + ",'style':'danger'}},"
            + "{'type':'overflow','action_id':'a2','options':[" + OPTION + "]},"
            + "{'type':'static_select','action_id':'a3','placeholder':" + PLAIN + ",'options':[" + OPTION + "]},"
            + "{'type':'users_select','action_id':'a4','placeholder':" + PLAIN + "},"
            + "{'type':'datepicker','action_id':'a5','initial_date':'2026-01-05'},"
            + "{'type':'radio_buttons','action_id':'a6','options':[" + OPTION + "]},"
            + "{'type':'checkboxes','action_id':'a7','options':[" + OPTION + "]}]}";
    private static final String RICH_TEXT = "{'type':'rich_text','elements':["
            + "{'type':'rich_text_preformatted','border':1,'elements':[{'type':'text','text':'x'}]},"
            + "{'type':'rich_text_section','elements':[{'type':'text','text':'x'},"
            + "{'type':'link','url':'https://a.example/','text':'x'},{'type':'user','user_id':'U0ALICE'}]},"
            + "{'type':'rich_text_quote','elements':[{'type':'emoji','name':'wave'}]},"
            + "{'type':'rich_text_list','style':'bullet','indent':1,'elements':[{'type':'rich_text_section','elements':"
            + "[{'type':'broadcast','range':'here'}]}]}]}";
    private static final String INPUT = "{'type':'input','block_id':'why','label':" + PLAIN + ",'hint':" + PLAIN
            + ",'optional':true,'element':{'type':'plain_text_input','action_id':'text','multiline':true,"
            + "'min_length':1,'max_length':2000,'placeholder':" + PLAIN + "}}";

    static final String MESSAGE = "[{'type':'header','text':" + PLAIN + "}," + SECTION + ",{'type':'divider'},"
            + "{'type':'context','elements':[" + PLAIN + "]}," + ACTIONS + "," + RICH_TEXT + ","
            + "{'type':'markdown','text':'x'},"
            + "{'type':'image','image_url':'https://a.example/x.png','alt_text':'x','title':" + PLAIN + "}]";

    static final String MODAL = "{'type':'modal','callback_id':'c','private_metadata':'m','notify_on_close':true,"
            + "'title':" + PLAIN + ",'submit':" + PLAIN + ",'close':" + PLAIN + ",'blocks':[" + INPUT + "]}";

    private Sample() {}

    static JsonNode json(String singleQuoted) {
        return Json.read(singleQuoted.replace('\'', '"'));
    }
}
