package org.hulian.terminology.release;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.hulian.terminology.lookup.Head;
import org.hulian.terminology.lookup.Traits;
import org.hulian.terminology.lookup.Traits.PropertyDefinition;

/** What a pack says of its code system. */
record PackHead(Head head, Traits traits) {

    /** A complete system under a name. */
    static PackHead of(String url, String version, String name, String language, List<PropertyDefinition> properties) {
        Head head = new Head(url, version, name, name, "active", false, language, null);
        return new PackHead(head, new Traits(true, "complete", null, url + "/vs", properties));
    }

    byte[] toBytes() {
        Bytes bytes = new Bytes()
                .text(head.url())
                .text(head.version())
                .text(head.name())
                .text(head.title())
                .text(head.language())
                .text(traits.valueSet())
                .number(traits.properties().size());
        for (PropertyDefinition property : traits.properties()) {
            bytes.text(property.code())
                    .text(property.uri())
                    .text(property.description())
                    .text(property.type());
        }
        return bytes.toArray();
    }

    static PackHead read(byte[] bytes) {
        Cursor cursor = new Cursor(ByteBuffer.wrap(bytes), 0);
        String url = cursor.present();
        String version = cursor.text();
        String name = cursor.present();
        String title = cursor.present();
        String language = cursor.text();
        String valueSet = cursor.text();
        List<PropertyDefinition> properties = new ArrayList<>();
        for (int left = cursor.number(); left > 0; left--) {
            properties.add(new PropertyDefinition(cursor.present(), cursor.text(), cursor.text(), cursor.present()));
        }
        return new PackHead(
                new Head(url, version, name, title, "active", false, language, null),
                new Traits(true, "complete", null, valueSet, properties));
    }
}
