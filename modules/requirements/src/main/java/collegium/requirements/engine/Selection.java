package collegium.requirements.engine;

/** A condition of a plan that picks entries. Its number is where a judgement notes what it picked; without one it asks again. */
record Selection(int number, Sieve sieve) {

    static final int UNNUMBERED = -1;
}
