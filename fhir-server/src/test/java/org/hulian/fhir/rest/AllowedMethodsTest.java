package org.hulian.fhir.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code Allow} says, by the templates of the endpoints themselves. */
class AllowedMethodsTest {
    private final AllowedMethods allowed = AllowedMethods.of(List.of(
            ReadEndpoint.class,
            WriteEndpoint.class,
            PatchEndpoint.class,
            SearchEndpoint.class,
            HistoryEndpoint.class,
            BinaryEndpoint.class,
            MetaEndpoint.class,
            RecognizeEndpoint.class,
            TerminologyEndpoint.class,
            MetadataEndpoint.class,
            ExportEndpoint.class,
            DocumentEndpoint.class,
            String.class));

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", emptyValue = "", textBlock = """
                    /fhir/Patient/a|-|DELETE, GET, HEAD, PATCH, PUT
                    /fhir/Patient/a/|-|DELETE, GET, HEAD, PATCH, PUT
                    /fhir/Patient|-|GET, HEAD, POST
                    /fhir/Patient|identifier=a|DELETE, GET, HEAD, PATCH, POST, PUT
                    /fhir/Patient/a/_history|-|GET, HEAD
                    /fhir/Patient/_search|-|POST
                    /fhir/metadata|-|GET, HEAD
                    /fhir/Patient/a/$meta-add|-|POST
                    /fhir/RequestGroup/a/$recognize|-|GET, HEAD, POST
                    /fhir/Patient/$export|_type=Patient|GET, POST
                    /fhir/Composition/a/$document|-|GET, HEAD, POST
                    /fhir/Composition/a/$document|persist=true|GET, POST
                    /fhir/AuditEvent|-|GET, HEAD
                    /fhir/AuditEvent/a|-|GET, HEAD
                    /fhir/AuditEvent/_history|-|''
                    /fhir/AuditEvent/a/$meta-add|-|''
                    /console/catalogue|-|DELETE, GET, HEAD, PATCH, POST, PUT
                    """)
    void saysWhatEndpointsDeclare(String path, String query, String methods) {
        assertThat(allowed.at(path, query)).isEqualTo(methods);
    }
}
