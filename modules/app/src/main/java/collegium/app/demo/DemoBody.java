package collegium.app.demo;

import collegium.tenancy.Body;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An invented body with rules modelled on published ones.
 *
 * @param scheme the shipped scheme that is its own
 * @param regulator shipped schemes of a regulator, with the facts by which they apply to some members
 * @param members how many it has
 * @param unit in which its members claim, in the plural
 * @param fullRecord what a diligent member has by the end of a period
 */
record DemoBody(
        int index, int members, String slug, Body.Kind kind, String name, String colour, String modelledOn, String scheme,
        Map<String, Map<String, Set<String>>> regulator, String unit, int fullRecord, LocalDate since, List<Sample> samples,
        List<SampleArtefact> artefacts) {

    /** A kind of activity that its members do. */
    record Sample(String title, String type, String amount, List<String> topics, List<String> flags, boolean structured, String provider) {}

    /**
     * A kind of artefact, with how many a diligent member has, in each year of the period or in all of it, and what makes the person
     * in it eligible.
     */
    record SampleArtefact(String kind, String title, int count, boolean eachYear, Map<String, List<String>> person) {

        SampleArtefact(String kind, String title, int count, Map<String, List<String>> person) {
            this(kind, title, count, false, person);
        }
    }

    private static final int MEMBERS = 200;

    static List<DemoBody> all() {
        return List.of(northmoor(), calder(), fennick());
    }

    private static DemoBody northmoor() {
        List<String> verifiable = List.of("verifiable");
        return new DemoBody(1, MEMBERS, "northmoor", Body.Kind.PROFESSIONAL_BODY, "Northmoor Institute of Accountants", "#1d4f91",
                "ACCA (continuing professional development) and the Tax Practitioners Board (for tax agents)", "acca",
                Map.of("tpb", Map.of("registration", Set.of("tax_agent", "bas_agent"))), "hours", 44, LocalDate.of(2018, 1, 1),
                List.of(
                        new Sample("Financial reporting update", "course", "3", List.of("financial_reporting"), verifiable, true, "Northmoor Institute"),
                        new Sample("Tax conference, two days", "conference", "10", List.of("tax"), verifiable, true, "Harbour Events"),
                        new Sample("Ethics in practice, webinar", "webinar", "1.5", List.of("ethics"), verifiable, true, "Northmoor Institute"),
                        new Sample("Audit quality workshop", "course", "6", List.of("audit"), verifiable, true, "Ashworth Training"),
                        new Sample("Reading: standards in exposure", "reading", "2", List.of("financial_reporting"), List.of(), false, ""),
                        new Sample("Mentoring two trainees", "mentoring", "4", List.of("management"), List.of(), false, ""),
                        new Sample("Data analytics in audit", "webinar", "2", List.of("technology", "audit"), verifiable, true, "Ashworth Training"),
                        new Sample("New consolidation system", "project", "5", List.of("technology"), List.of(), false, ""),
                        new Sample("Treasurer of a local charity", "volunteering", "3", List.of("management"), List.of(), false, "")),
                List.of());
    }

    private static DemoBody calder() {
        List<String> verifiable = List.of("verifiable");
        return new DemoBody(2, MEMBERS, "calder", Body.Kind.REGULATOR, "Calder Council for Oral Health", "#0f6b62",
                "the General Dental Council (Enhanced CPD)", "gdc", Map.of(), "hours", 100, LocalDate.of(2018, 1, 1),
                List.of(
                        new Sample("Medical emergencies in the surgery", "course", "3", List.of("medical_emergencies"), verifiable, true, "Calder Deanery"),
                        new Sample("Radiography and radiation protection", "elearning", "2.5", List.of("radiography"), verifiable, true, "Oral Health Online"),
                        new Sample("Annual dental conference", "conference", "6", List.of("clinical"), verifiable, true, "Calder Dental Society"),
                        new Sample("Safeguarding children and adults", "elearning", "1.5", List.of("safeguarding"), verifiable, true, "Oral Health Online"),
                        new Sample("Peer review of record keeping", "peer_review", "2", List.of("legal_ethical"), verifiable, true, "Riverside study group"),
                        new Sample("Disinfection and decontamination update", "course", "2", List.of("disinfection"), verifiable, true, "Calder Deanery"),
                        new Sample("Reading: endodontics case series", "private_reading", "1", List.of("clinical"), List.of(), false, "")),
                List.of(
                        new SampleArtefact("pdp", "Personal development plan", 1, Map.of()),
                        new SampleArtefact("annual_statement", "Annual statement", 1, true, Map.of())));
    }

    private static DemoBody fennick() {
        List<String> participatory = List.of("participatory");
        return new DemoBody(3, MEMBERS, "fennick", Body.Kind.REGULATOR, "Fennick Register of Nurses", "#7a3b8f",
                "the Nursing and Midwifery Council (revalidation)", "nmc", Map.of(), "hours", 40, LocalDate.of(2018, 1, 1),
                List.of(
                        new Sample("Sepsis: recognising it early", "course", "3", List.of("clinical"), participatory, true, "Fennick Hospitals"),
                        new Sample("Ward teaching, wound care", "group_meeting", "1.5", List.of("clinical"), participatory, true, "Ward 4"),
                        new Sample("Safeguarding, level 3", "elearning", "2", List.of("safeguarding"), List.of(), true, "Health Learning"),
                        new Sample("Clinical supervision", "supervision", "1", List.of("leadership"), participatory, true, ""),
                        new Sample("Community nursing conference", "conference", "5", List.of("clinical", "leadership"), participatory, true, "Nurses together"),
                        new Sample("Reading: ethics of consent", "reading", "2", List.of("ethics"), List.of(), false, "")),
                List.of(
                        new SampleArtefact("feedback", "Feedback from a colleague", 5, Map.of()),
                        new SampleArtefact("reflective_account", "What I changed after it", 5, Map.of()),
                        new SampleArtefact("reflective_discussion", "Discussion with another registrant", 1,
                                Map.of("eligible", List.of("nmc_registrant"))),
                        new SampleArtefact("health_character", "Health and character", 1, Map.of()),
                        new SampleArtefact("indemnity", "Indemnity arrangement", 1, Map.of()),
                        new SampleArtefact("confirmation", "Confirmed by my line manager", 1, Map.of())));
    }
}
