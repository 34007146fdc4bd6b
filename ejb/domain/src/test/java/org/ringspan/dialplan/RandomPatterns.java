package org.ringspan.dialplan;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Patterns of a seeded generator, with their meaning told apart from the code under test. */
final class RandomPatterns {
  /** A pattern's text and, symbol by symbol, what it means. */
  record Model(String text, List<Set<Character>> atoms, boolean open, boolean hash) {
    boolean takes(String number) {
      if (!open) {
        return number.length() == atoms.size() && begins(number, atoms.size());
      }
      String rest = number.length() < atoms.size() ? "" : number.substring(atoms.size());
      return begins(number, atoms.size()) && rest.matches(hash ? "[0-9]+#" : "[0-9]+");
    }

    /** Whether something longer than {@code number} that begins with it is taken. */
    boolean takesLongerThan(String number) {
      if (number.length() < atoms.size()) {
        return begins(number, number.length());
      }
      return open
          && begins(number, atoms.size())
          && number.substring(atoms.size()).matches("[0-9]*");
    }

    private boolean begins(String number, int symbols) {
      if (number.length() < symbols) {
        return false;
      }
      for (int i = 0; i < symbols; i++) {
        if (!atoms.get(i).contains(number.charAt(i))) {
          return false;
        }
      }
      return true;
    }

    /** How many numbers of this length are taken. */
    BigInteger numbersOf(int length) {
      BigInteger count = BigInteger.ONE;
      for (Set<Character> atom : atoms) {
        count = count.multiply(BigInteger.valueOf(atom.size()));
      }
      int tail = length - atoms.size() - (hash ? 1 : 0);
      return open ? count.multiply(BigInteger.TEN.pow(tail)) : count;
    }
  }

  private final Random random;
  private final String digits;

  /**
   * @param digits those that occur: few make patterns meet
   */
  RandomPatterns(Random random, String digits) {
    this.random = random;
    this.digits = digits;
  }

  Model pattern(int longest, boolean openAllowed) {
    StringBuilder text = new StringBuilder();
    List<Set<Character>> atoms = new ArrayList<>();
    if (random.nextInt(8) == 0) {
      text.append(random.nextBoolean() ? "+" : "\\+");
      atoms.add(Set.of('+'));
    }
    int length = 1 + random.nextInt(longest);
    int dot = random.nextInt(4) == 0 ? random.nextInt(length) : -1;
    for (int i = 0; i < length; i++) {
      if (i == dot && !atoms.isEmpty()) {
        text.append('.');
      }
      atom(text, atoms);
    }
    boolean open = openAllowed && random.nextInt(4) == 0;
    boolean hash = open && random.nextInt(3) == 0;
    text.append(open ? "!" : "").append(hash ? "#" : "");
    return new Model(text.toString(), atoms, open, hash);
  }

  private void atom(StringBuilder text, List<Set<Character>> atoms) {
    switch (random.nextInt(6)) {
      case 0 -> {
        text.append('X');
        atoms.add(chars("0123456789"));
      }
      case 1 -> {
        int from = random.nextInt(10);
        int to = from + random.nextInt(10 - from);
        text.append('[').append(from).append('-').append(to).append(']');
        atoms.add(chars("0123456789".substring(from, to + 1)));
      }
      case 2 -> {
        char not = digit();
        text.append("[^").append(not).append(']');
        atoms.add(chars("0123456789".replace(String.valueOf(not), "")));
      }
      case 3 -> {
        String set = "" + digit() + digit() + (random.nextInt(5) == 0 ? "*" : "");
        text.append('[').append(set).append(']');
        atoms.add(chars(set));
      }
      default -> {
        char symbol = random.nextInt(12) == 0 ? "*#".charAt(random.nextInt(2)) : digit();
        text.append(symbol);
        atoms.add(Set.of(symbol));
      }
    }
  }

  private static Set<Character> chars(String text) {
    Set<Character> set = new TreeSet<>();
    text.chars().forEach(c -> set.add((char) c));
    return set;
  }

  /** A number that one of {@code patterns} takes, or nearly. */
  String number(List<Model> patterns) {
    if (patterns.isEmpty() || random.nextInt(4) == 0) {
      return digits(1 + random.nextInt(6));
    }
    Model model = patterns.get(random.nextInt(patterns.size()));
    StringBuilder number = new StringBuilder();
    for (Set<Character> atom : model.atoms()) {
      number.append(List.copyOf(atom).get(random.nextInt(atom.size())));
    }
    if (model.open()) {
      number.append(digits(1 + random.nextInt(3))).append(model.hash() ? "#" : "");
    }
    if (random.nextInt(6) == 0 && number.length() > 1) {
      number.setLength(number.length() - 1);
    }
    return number.toString();
  }

  private String digits(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(digit());
    }
    return text.toString();
  }

  private char digit() {
    return digits.charAt(random.nextInt(digits.length()));
  }
}
