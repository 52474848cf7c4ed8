package org.hulian.mappers.engine;

import java.util.ArrayList;
import java.util.List;
import org.hulian.mappers.definition.FhirElements;
import org.hulian.mappers.definition.FhirElements.Element;
import org.jspecify.annotations.Nullable;

/** A target path resolved against the element table: the objects on the way, and the element itself. */
record ElementPath(List<Element> way, Element last) {

    /** Null when a step is not an element of its type. */
    static @Nullable ElementPath of(String type, String path) {
        List<Element> way = new ArrayList<>();
        String at = type;
        String[] steps = path.split("\\.", -1);
        for (int i = 0; i < steps.length; i++) {
            Element element = FhirElements.r4().element(at, steps[i]);
            if (element == null) {
                return null;
            }
            if (i == steps.length - 1) {
                return new ElementPath(List.copyOf(way), element);
            }
            way.add(element);
            at = element.type();
        }
        return null;
    }

    Target parent(Target target, boolean make) {
        Target at = target;
        for (Element step : way) {
            at = at.child(step, make);
        }
        return at;
    }
}
