package org.hulian.demo.resident;

import java.util.List;
import java.util.Locale;

/** The six institutions of the demo region. */
public enum Site {
    CITY_FIRST(1, "city-first", "F", "市第一人民医院", "City First People's Hospital", Role.HOSPITAL),
    CITY_SECOND(2, "city-second", "S", "市第二人民医院", "City Second People's Hospital", Role.HOSPITAL),
    COUNTY_LAB(3, "county-lab", "L", "县医学检验所", "County Medical Laboratory", Role.LABORATORY),
    RIVERSIDE(4, "riverside", "R", "滨河社区卫生服务中心", "Riverside Community Health Centre", Role.COMMUNITY),
    HILLSIDE(5, "hillside", "H", "山麓社区卫生服务中心", "Hillside Community Health Centre", Role.COMMUNITY),
    CITY_IMAGING(6, "city-imaging", "I", "市医学影像中心", "City Imaging Centre", Role.IMAGING);

    /** What an institution does for a resident. */
    public enum Role {
        HOSPITAL,
        COMMUNITY,
        LABORATORY,
        IMAGING
    }

    public static final List<Site> HOSPITALS = List.of(CITY_FIRST, CITY_SECOND);
    public static final List<Site> COMMUNITIES = List.of(RIVERSIDE, HILLSIDE);

    private final int number;
    private final String code;
    private final String letter;
    private final String zh;
    private final String en;
    private final Role role;

    Site(int number, String code, String letter, String zh, String en, Role role) {
        this.number = number;
        this.code = code;
        this.letter = letter;
        this.zh = zh;
        this.en = en;
        this.role = role;
    }

    /** The institution's number in {@code institutions.yaml}. */
    public int number() {
        return number;
    }

    public String code() {
        return code;
    }

    /** First letter of the institution's medical record numbers. */
    public String letter() {
        return letter;
    }

    public String zh() {
        return zh;
    }

    public String en() {
        return en;
    }

    public Role role() {
        return role;
    }

    /** MSH-4 of what the institution sends, the name space of its own numbers. */
    public String facility() {
        return code.toUpperCase(Locale.ROOT);
    }
}
