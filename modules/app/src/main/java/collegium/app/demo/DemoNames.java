package collegium.app.demo;

import java.util.List;

/** Names for invented people: common ones of many places, put together by number, so that a body reads like a body. */
final class DemoNames {

    private static final List<String> GIVEN = List.of(
            "Abena", "Adam", "Aisha", "Alejandra", "Alice", "Amara", "Andrew", "Anneke", "Arjun", "Beatriz", "Ben", "Bronwen", "Callum",
            "Catriona", "Chidi", "Claire", "Dafydd", "Daniel", "Deepa", "Diego", "Eilidh", "Elena", "Emeka", "Emma", "Fatima", "Fergus",
            "Fiona", "Gareth", "Grace", "Hannah", "Hassan", "Helen", "Ibrahim", "Ines", "Isabel", "Ivan", "Jack", "Jasmine", "Joanna",
            "Jonas", "Judith", "Karim", "Katarzyna", "Kofi", "Laura", "Leila", "Liam", "Lucia", "Maeve", "Marek", "Maria", "Mei", "Milan",
            "Miriam", "Nadia", "Naomi", "Niamh", "Nikhil", "Olga", "Owen", "Patrick", "Petra", "Piotr", "Priya", "Rachel", "Rahul",
            "Rhys", "Rosa", "Ruth", "Samir", "Sana", "Siobhan", "Sofia", "Stefan", "Tariq", "Thandi", "Tom", "Uma", "Victor", "Yusuf", "Zoe");

    private static final List<String> FAMILY = List.of(
            "Adeyemi", "Ahmed", "Ali", "Anand", "Ashworth", "Baker", "Bennett", "Blake", "Bose", "Brennan", "Campbell", "Carter", "Chan",
            "Chowdhury", "Clarke", "Cole", "Cooper", "Costa", "Davies", "Demir", "Diallo", "Doyle", "Edwards", "Ellis", "Evans", "Farah",
            "Fernandes", "Fischer", "Fraser", "Garcia", "Gordon", "Graham", "Haddad", "Hall", "Harris", "Hassan", "Hughes", "Hussain",
            "Iqbal", "Jackson", "James", "Jones", "Kaur", "Kelly", "Khan", "Kowalski", "Kumar", "Larsen", "Lewis", "Lindqvist", "Lopez",
            "Lund", "MacLeod", "Marsh", "Martin", "Mensah", "Mitchell", "Moreau", "Morgan", "Murphy", "Nair", "Nguyen", "Novak", "Obi",
            "Okafor", "Osei", "Owusu", "Parker", "Patel", "Pritchard", "Quinn", "Rahman", "Reid", "Roberts", "Rossi", "Sahin", "Scott",
            "Shah", "Silva", "Singh", "Smith", "Strand", "Taylor", "Thomas", "Turner", "Walker", "Walsh", "Watson", "Williams", "Wirth",
            "Wood", "Wright", "Young", "Zielinski");

    private DemoNames() {}

    /** The given name of the n-th person of a body; different bodies begin at different places. */
    static String given(int body, int n) {
        return GIVEN.get(Math.floorMod(n * 31 + body * 17, GIVEN.size()));
    }

    static String family(int body, int n) {
        return FAMILY.get(Math.floorMod(n * 37 + body * 23 + n / FAMILY.size(), FAMILY.size()));
    }
}
