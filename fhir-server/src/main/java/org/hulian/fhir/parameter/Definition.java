package org.hulian.fhir.parameter;

import java.util.List;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.search.SearchParameter;

/** What a SearchParameter resource defines for one type, before it has a number there. */
record Definition(ResourceType type, String name, SearchParameter.Kind kind, String expression, List<String> targets) {}
