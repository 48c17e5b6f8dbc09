package collegium.web.look;

import java.util.List;
import java.util.Optional;

/**
 * What stands around every page of a person who is signed in.
 *
 * @param body the body's name, or the product's on the platform
 * @param person the name of who is signed in; empty where nobody is
 * @param role the message key of the role that the person is in
 * @param places where one can go in this role, in order
 * @param roles the other roles that the person can be in
 * @param style the address of the body's own small style sheet
 * @param logo the version of the body's picture, where it has one
 */
public record Frame(
        String body, String person, String initials, String role, List<Place> places, List<RoleChoice> roles, String style, boolean demo,
        Optional<String> logo) {

    /**
     * A place of the rail.
     *
     * @param key of its words in the bundle
     */
    public record Place(String key, String path, String icon, boolean raised, boolean current) {}

    /** A role that can be changed to, with the page where it begins. */
    public record RoleChoice(String key, String path, String icon, boolean current) {}
}
