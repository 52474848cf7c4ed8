package org.hulian.fhir.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.hulian.fhir.resource.Version;
import org.junit.jupiter.api.Test;

class MessageBundleTest {
    private static final UUID ID = UUID.fromString("11111111-1111-8111-8111-111111111111");

    @Test
    void addsTheOriginalAndLeavesTheRestByteForByte() {
        String mapped = "{ \"resourceType\":\"Bundle\", \"type\":\"transaction\",\n \"entry\" : [ {\"resource\":"
                + "{\"resourceType\":\"Observation\",\"valueQuantity\":{\"value\":5.60,\"unit\":\"é\"}}} ] , \"x\":1 }";

        String whole =
                new String(MessageBundle.of(bytes(mapped)).withOriginal(ID, bytes("MSH|x")), StandardCharsets.UTF_8);

        assertThat(whole)
                .startsWith(mapped.substring(0, mapped.indexOf(" ] ,") + 1) + ",{\"fullUrl\"")
                .endsWith("}] , \"x\":1 }")
                .contains("\"data\":\"TVNIfHg=\"");
    }

    @Test
    void addsTheOriginalToAnEmptyBundle() {
        String whole = new String(
                MessageBundle.of(bytes("{\"entry\":[]}")).withOriginal(ID, bytes("M")), StandardCharsets.UTF_8);

        assertThat(whole).startsWith("{\"entry\":[{\"fullUrl\"").endsWith("}}]}");
    }

    @Test
    void tellsThePatientToWhomTheOriginalBelongs() {
        String mapped = "{\"entry\":[{\"resource\":{\"resourceType\":\"Patient\",\"id\":\"" + ID + "\"}}]}";
        MessageBundle bundle = MessageBundle.of(bytes(mapped));

        assertThat(bundle.patient()).contains(ID);
        assertThat(new String(bundle.withOriginal(ID, bytes("M")), StandardCharsets.UTF_8))
                .contains("\"securityContext\":{\"reference\":\"Patient/" + ID + "\"}");
    }

    @Test
    void listsCodesAndUnitsNobodyMapped() {
        MessageBundle bundle = MessageBundle.of(bytes("""
                        {"entry":[
                          {"resource":{"resourceType":"Observation","code":{"coding":[
                              {"system":"urn:local","code":"X-1","display":"某项"}]},
                              "valueQuantity":{"value":1,"unit":"blob"}}},
                          {"resource":{"resourceType":"Observation","code":{"coding":[
                              {"system":"urn:local","code":"GLU-K"},{"system":"http://loinc.org","code":"14749-6"}]},
                              "valueQuantity":{"value":1,"unit":"mmol/L","code":"mmol/L"}}},
                          {"resource":{"resourceType":"Patient"}}]}
                        """));

        assertThat(UnmappedCode.in(bundle))
                .containsOnlyKeys(
                        new UnmappedCode("code", "urn:local", "X-1", "某项", "blob"),
                        new UnmappedCode("unit", "", "blob", "", ""));
    }

    @Test
    void changingOneEntryKeepsTheNumbersOfTheOthers() {
        MessageBundle bundle = MessageBundle.of(bytes("""
                {"resourceType":"Bundle","entry":[
                  {"resource":{"resourceType":"Observation","id":"a","valueQuantity":{"value":5.60}}},
                  {"resource":{"resourceType":"Patient","id":"b"},"request":{"method":"PUT","url":"Patient/b"}}]}
                """));
        MessageBundle.Entry patient = bundle.written().get(1);

        MessageBundle changed =
                bundle.with(List.of(bundle.written().get(0), patient.over(new Version(3), patient.resource())));

        assertThat(new String(changed.withOriginal(ID, bytes("M")), StandardCharsets.UTF_8))
                .contains("{\"value\":5.60}", "\"ifMatch\":\"W/\\\"3\\\"\"", "Binary/" + ID);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
