package collegium.web.look;

import collegium.kernel.Actor;
import collegium.kernel.Role;
import collegium.tenancy.Body;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Puts the frame round every page: whose it is, who is signed in, in which role, and where one can go. */
@ControllerAdvice
final class Frames {

    private static final List<Area> AREAS = List.of(
            new Area(Role.MEMBER, "role.member", "user", List.of(
                    new Spot("place.home", "/home", "home", false),
                    new Spot("place.plan", "/plan", "target", false),
                    new Spot("place.record", "/activities/new", "plus", true),
                    new Spot("place.record-book", "/record-book", "book-2", false))),
            new Area(Role.REVIEWER, "role.reviewer", "clipboard-check", List.of(
                    new Spot("place.queue", "/reviews", "clipboard-list", false),
                    new Spot("place.done", "/reviews/done", "history", false))),
            new Area(Role.OFFICER, "role.officer", "scale", List.of(
                    new Spot("place.overview", "/officer", "layout-dashboard", false),
                    new Spot("place.members", "/officer/members", "users", false),
                    new Spot("place.submissions", "/officer/submissions", "clipboard-check", false),
                    new Spot("place.messages", "/officer/messages", "mail", false))),
            new Area(Role.ADMINISTRATOR, "role.administrator", "settings", List.of(
                    new Spot("place.requirements", "/admin/requirements", "list-numbers", false),
                    new Spot("place.imports", "/admin/imports", "file-import", false),
                    new Spot("place.people", "/admin/people", "users", false),
                    new Spot("place.messages", "/admin/messages", "mail", false),
                    new Spot("place.reviewing", "/admin/reviewing", "clipboard-check", false),
                    new Spot("place.settings", "/admin/settings", "settings", false),
                    new Spot("place.connections", "/admin/connections", "plug-connected", false),
                    new Spot("place.audit-log", "/admin/audit-log", "history", false))),
            new Area(Role.OPERATOR, "role.operator", "server", List.of(
                    new Spot("place.bodies", "/operator", "building", false),
                    new Spot("place.messages", "/operator/messages", "mail", false))));

    private record Area(Role role, String key, String icon, List<Spot> spots) {}

    private record Spot(String key, String path, String icon, boolean raised) {}

    private final BodySheets sheets;

    Frames(BodySheets sheets) {
        this.sheets = sheets;
    }

    /** The frame of the request's page; pages that stand alone use its body and style sheet only. */
    @ModelAttribute("frame")
    Frame frame(HttpServletRequest request) {
        Optional<Body> body = attribute(request, Body.class);
        Optional<Actor.Person> person = attribute(request, Actor.class).filter(Actor.Person.class::isInstance).map(Actor.Person.class::cast);
        Set<Role> held = person.map(Actor.Person::roles).orElse(Set.of());
        List<Area> areas = AREAS.stream().filter(area -> held.contains(area.role())).toList();
        Optional<Area> area = current(areas, request.getRequestURI());
        Frame frame = new Frame(
                body.map(Body::name).orElse("Collegium"),
                person.map(Actor.Person::name).orElse(""),
                person.map(Actor.Person::name).map(Show::initials).orElse(""),
                area.map(Area::key).orElse("role.none"),
                area.map(in -> places(in, request.getRequestURI())).orElse(List.of()),
                areas.size() < 2 ? List.of() : areas.stream()
                        .map(each -> new Frame.RoleChoice(each.key(), each.spots().getFirst().path(), each.icon(), area.filter(each::equals).isPresent()))
                        .toList(),
                sheets.address(body.map(Body::colour).orElse(BodySheets.OWN_COLOUR)),
                body.map(Body::demo).orElse(false),
                body.flatMap(Body::logo));
        // A page that says why something was refused is made without a model of its own and finds the frame here.
        request.setAttribute("frame", frame);
        return frame;
    }

    private static <T> Optional<T> attribute(HttpServletRequest request, Class<T> type) {
        return Optional.ofNullable(request.getAttribute(type.getName())).filter(type::isInstance).map(type::cast);
    }

    /** The area of the page's own address; a page of nobody's in particular keeps the first that the person has. */
    private static Optional<Area> current(List<Area> areas, String path) {
        return areas.stream()
                .filter(area -> area.spots().stream().anyMatch(spot -> within(path, root(spot.path()))))
                .findFirst()
                .or(() -> areas.stream().findFirst());
    }

    private static String root(String path) {
        int second = path.indexOf('/', 1);
        return second < 0 ? path : path.substring(0, second);
    }

    private static boolean within(String path, String place) {
        return path.equals(place) || path.startsWith(place + "/");
    }

    private static List<Frame.Place> places(Area area, String path) {
        String longest = area.spots().stream().map(Spot::path).filter(place -> within(path, place))
                .reduce("", (a, b) -> b.length() > a.length() ? b : a);
        List<Frame.Place> places = new ArrayList<>();
        for (Spot spot : area.spots()) {
            places.add(new Frame.Place(spot.key(), spot.path(), spot.icon(), spot.raised(), spot.path().equals(longest)));
        }
        return places;
    }
}
