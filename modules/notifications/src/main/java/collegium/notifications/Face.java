package collegium.notifications;

import static collegium.database.platform.Tables.BODY;

import collegium.database.PlatformDatabase;
import collegium.kernel.BodyId;
import collegium.kernel.Refused;
import java.time.ZoneId;
import java.util.Locale;

/** How a body appears in its mail, read from the registry each time so that a new name shows at once. */
record Face(String name, String origin, String colour, Locale locale, ZoneId zone) {

    static Face of(PlatformDatabase platform, MailSettings settings, BodyId body) {
        return platform.in(sql -> sql.select(BODY.NAME, BODY.SLUG, BODY.COLOUR, BODY.LOCALE, BODY.ZONE)
                .from(BODY)
                .where(BODY.ID.eq(body))
                .fetchOptional(row -> new Face(row.value1(), settings.origin(row.value2()), row.value3(),
                        Locale.forLanguageTag(row.value4()), ZoneId.of(row.value5())))
                .orElseThrow(Refused::notFound));
    }

    /** White or near-black, whichever stands out more from the body's colour (WCAG 2.2, contrast ratio). */
    String ink() {
        double luminance = 0.2126 * linear(1) + 0.7152 * linear(3) + 0.0722 * linear(5);
        return 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.055 ? "#ffffff" : "#16211f";
    }

    private double linear(int from) {
        double channel = Integer.parseInt(colour.substring(from, from + 2), 16) / 255.0;
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }
}
