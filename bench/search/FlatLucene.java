// Lucene 8 as a peer (compare.py): title with questions, and script, as two fields; an OR of every term in both.
//
//   java -Danalyzer=cjk|smartcn -cp JARS FlatLucene.java build PLAIN.tsv DIRECTORY       prints the seconds
//   java -Danalyzer=cjk|smartcn -cp JARS FlatLucene.java ask DIRECTORY QUESTIONS BUDGET  prints 'ms results' a question
//
// `cjk` gives characters and pairs of them, `smartcn` words. Warming up takes at least 10 s, as Java compiles while it
// runs, and at most half of BUDGET seconds; the questions that fitted are asked again as far as the budget goes.
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.Version;

public class FlatLucene {
  static final double WARM_SECONDS = 10;

  static Analyzer analyzer() {
    if (System.getProperty("analyzer", "cjk").equals("smartcn")) return new SmartChineseAnalyzer();
    return new Analyzer() {
      @Override
      protected TokenStreamComponents createComponents(String field) {
        Tokenizer source = new StandardTokenizer();
        TokenStream lower = new LowerCaseFilter(new CJKWidthFilter(source));
        int all = CJKBigramFilter.HAN | CJKBigramFilter.HIRAGANA | CJKBigramFilter.KATAKANA | CJKBigramFilter.HANGUL;
        return new TokenStreamComponents(source, new CJKBigramFilter(lower, all, true));
      }
    };
  }

  static double secondsSince(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }

  static void build(String file, String directory) throws Exception {
    long begun = System.nanoTime();
    IndexWriterConfig config = new IndexWriterConfig(analyzer());
    config.setRAMBufferSizeMB(512);
    int threads = Runtime.getRuntime().availableProcessors();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try (BufferedReader in = Files.newBufferedReader(Path.of(file), StandardCharsets.UTF_8);
        IndexWriter writer = new IndexWriter(FSDirectory.open(Path.of(directory)), config)) {
      List<Future<Void>> parts = new ArrayList<>();
      for (int i = 0; i < threads; ++i) {
        Callable<Void> part = () -> addLines(in, writer);
        parts.add(pool.submit(part));
      }
      for (Future<Void> part : parts) part.get();
      writer.forceMerge(1);
      writer.commit();
    } finally {
      pool.shutdownNow();
    }
    System.out.println(secondsSince(begun));
  }

  static Void addLines(BufferedReader in, IndexWriter writer) throws IOException {
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] fields = line.split("\t", -1);
      Document document = new Document();
      document.add(new StoredField("id", fields[0]));
      document.add(new TextField("title", fields[1], Field.Store.NO));
      document.add(new TextField("script", fields[2], Field.Store.NO));
      writer.addDocument(document);
    }
    return null;
  }

  static int resultsOf(IndexSearcher searcher, Analyzer analyzer, String question) throws IOException {
    Set<String> terms = new LinkedHashSet<>();
    try (TokenStream tokens = analyzer.tokenStream("title", question)) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) terms.add(term.toString());
      tokens.end();
    }
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    for (String term : terms)
      for (String field : new String[] {"title", "script"})
        any.add(new TermQuery(new Term(field, term)), BooleanClause.Occur.SHOULD);
    int results = 0;
    for (ScoreDoc hit : searcher.search(any.build(), 10).scoreDocs)
      if (searcher.doc(hit.doc).get("id") != null) ++results;
    return results;
  }

  static void ask(String directory, String file, double budget) throws IOException {
    BooleanQuery.setMaxClauseCount(8192);
    List<String> questions = Files.readAllLines(Path.of(file), StandardCharsets.UTF_8);
    try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(Path.of(directory)));
        Analyzer analyzer = analyzer()) {
      IndexSearcher searcher = new IndexSearcher(reader);
      searcher.setQueryCache(null);  // else its cache would answer what was asked before
      long begun = System.nanoTime();
      int warm = 0;  // questions asked in the first pass
      double least = Math.min(WARM_SECONDS, budget / 2);
      for (int i = 0; i < questions.size() && secondsSince(begun) <= budget / 2; ++i, ++warm)
        resultsOf(searcher, analyzer, questions.get(i));
      for (int i = 0; warm > 0 && secondsSince(begun) < least; ++i)
        resultsOf(searcher, analyzer, questions.get(i % warm));
      StringBuilder out = new StringBuilder();
      for (int i = 0; i < warm && secondsSince(begun) <= budget; ++i) {
        long asked = System.nanoTime();
        int results = resultsOf(searcher, analyzer, questions.get(i));
        out.append(secondsSince(asked) * 1000).append(' ').append(results).append('\n');
      }
      System.out.print(out);
    }
  }

  public static void main(String[] args) throws Exception {
    String verb = args.length > 0 ? args[0] : "";
    if (verb.equals("version")) {
      System.out.println(Version.LATEST);
    } else if (verb.equals("build") && args.length == 3) {
      build(args[1], args[2]);
    } else if (verb.equals("ask") && args.length == 4) {
      ask(args[1], args[2], Double.parseDouble(args[3]));
    } else {
      System.err.println("usage: build PLAIN.tsv DIRECTORY | ask DIRECTORY QUESTIONS BUDGET | version");
      System.exit(2);
    }
  }
}
