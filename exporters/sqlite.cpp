#include "exporters/sqlite.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <memory>
#include <variant>

#include "exporters/ids.h"
#include "exporters/json_writer.h"
#include "exporters/libsqlite3.h"
#include "exporters/places.h"
#include "exporters/utf8.h"

namespace gangmu {

namespace {

constexpr int kVersion = 1;               // PRAGMA user_version
constexpr int kApplication = 0x474D4755;  // PRAGMA application_id, "GMGU"

constexpr const char* kSchema = R"sql(
CREATE TABLE documents (id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
  format TEXT NOT NULL, encoding TEXT NOT NULL, bytes INTEGER NOT NULL, pages INTEGER,
  grammar_sha256 TEXT NOT NULL, generator TEXT NOT NULL);
CREATE TABLE plans (id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, plan_id TEXT NOT NULL,
  kind TEXT NOT NULL, title TEXT, label TEXT, start_year INTEGER, end_year INTEGER, horizon INTEGER,
  issuer TEXT, doc_number TEXT, date TEXT, region TEXT, line INTEGER NOT NULL,
  UNIQUE (document, plan_id));
CREATE TABLE nodes (id INTEGER PRIMARY KEY,
  plan INTEGER NOT NULL REFERENCES plans ON DELETE CASCADE,
  parent INTEGER REFERENCES nodes ON DELETE CASCADE, node_id TEXT NOT NULL, key TEXT NOT NULL,
  kind TEXT NOT NULL, depth INTEGER NOT NULL, marker TEXT, number INTEGER, title TEXT NOT NULL,
  role TEXT, text TEXT NOT NULL, line INTEGER NOT NULL, last_line INTEGER NOT NULL, page INTEGER,
  "begin" INTEGER NOT NULL, "end" INTEGER NOT NULL, rule TEXT, UNIQUE (plan, node_id));
CREATE INDEX nodes_parent ON nodes (parent);
CREATE TABLE cells (node INTEGER NOT NULL REFERENCES nodes ON DELETE CASCADE,
  "row" INTEGER NOT NULL, "column" INTEGER NOT NULL, header INTEGER NOT NULL, text TEXT NOT NULL,
  row_span INTEGER NOT NULL, column_span INTEGER NOT NULL, PRIMARY KEY (node, "row", "column"));
CREATE TABLE targets (id INTEGER PRIMARY KEY,
  node INTEGER NOT NULL REFERENCES nodes ON DELETE CASCADE, target_id TEXT NOT NULL,
  status TEXT NOT NULL, indicator TEXT, indicator_id TEXT, op TEXT NOT NULL, value TEXT,
  value_high TEXT, exact TEXT, unit TEXT, number TEXT, number_high TEXT, amount REAL,
  base_unit TEXT, dimension TEXT, text_value TEXT, relative_to TEXT, period_kind TEXT,
  period_start INTEGER, period_end INTEGER, period_stated INTEGER, measure TEXT NOT NULL,
  direction TEXT, category TEXT, binding INTEGER, baseline TEXT, part_of TEXT,
  quote TEXT NOT NULL, line INTEGER NOT NULL, page INTEGER, "begin" INTEGER NOT NULL,
  "end" INTEGER NOT NULL, rule TEXT);
CREATE INDEX targets_node ON targets (node);
CREATE TABLE duties (id INTEGER PRIMARY KEY,
  node INTEGER NOT NULL REFERENCES nodes ON DELETE CASCADE, role TEXT NOT NULL,
  body TEXT NOT NULL, deadline_start INTEGER, deadline_end INTEGER, quote TEXT NOT NULL,
  line INTEGER NOT NULL, page INTEGER, "begin" INTEGER NOT NULL, "end" INTEGER NOT NULL, rule TEXT);
CREATE INDEX duties_node ON duties (node);
CREATE TABLE "references" (id INTEGER PRIMARY KEY,
  node INTEGER NOT NULL REFERENCES nodes ON DELETE CASCADE, title TEXT NOT NULL, number TEXT,
  relation TEXT NOT NULL, quote TEXT NOT NULL, line INTEGER NOT NULL, page INTEGER,
  "begin" INTEGER NOT NULL, "end" INTEGER NOT NULL, rule TEXT);
CREATE INDEX references_node ON "references" (node);
CREATE TABLE goals (id INTEGER PRIMARY KEY,
  node INTEGER NOT NULL REFERENCES nodes ON DELETE CASCADE, text TEXT NOT NULL,
  period_start INTEGER, period_end INTEGER, line INTEGER NOT NULL, page INTEGER,
  "begin" INTEGER NOT NULL, "end" INTEGER NOT NULL, rule TEXT);
CREATE INDEX goals_node ON goals (node);
CREATE TABLE names (id INTEGER PRIMARY KEY,
  node INTEGER NOT NULL REFERENCES nodes ON DELETE CASCADE, name TEXT NOT NULL,
  core TEXT NOT NULL, type TEXT NOT NULL, nature TEXT, line INTEGER NOT NULL, page INTEGER,
  "begin" INTEGER NOT NULL, "end" INTEGER NOT NULL, rule TEXT);
CREATE INDEX names_node ON names (node);
CREATE TABLE diagnostics (id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, code TEXT NOT NULL,
  severity TEXT NOT NULL, message TEXT NOT NULL, line INTEGER NOT NULL, page INTEGER,
  "begin" INTEGER NOT NULL, "end" INTEGER NOT NULL);
CREATE INDEX diagnostics_document ON diagnostics (document);
CREATE VIRTUAL TABLE search USING fts5 (pairs, tokenize = 'unicode61');
)sql";

using Value = std::variant<std::monostate, std::int64_t, double, std::string>;
using Values = std::vector<Value>;

Value text(std::string_view s) { return xml_text(s); }
Value some(std::string_view s) { return s.empty() ? Value() : text(s); }
Value integer(std::uint64_t value) { return static_cast<std::int64_t>(value); }
Value year(const std::optional<int>& value) {
  return value ? Value(std::int64_t{*value}) : Value();
}
Value flag(const std::optional<bool>& value) {
  return value ? Value(std::int64_t{*value}) : Value();
}
Value fact(const std::optional<Fact>& value) { return value ? some(value->value) : Value(); }
Value amount(const std::string& number) {
  const std::optional<double> value = double_of(number);
  return value ? Value(*value) : Value();
}

// A connection to a database in memory. After a failure it does nothing more and error() tells.
class Database {
 public:
  Database() {
    if (sqlite3_open(":memory:", &db_) != SQLITE_OK) fail();
  }
  ~Database() {
    statements_.clear();
    sqlite3_close(db_);
  }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  bool ok() const { return error_.empty(); }
  const std::string& error() const { return error_; }

  void load(std::string_view bytes) {
    auto* const copy = static_cast<unsigned char*>(sqlite3_malloc64(bytes.size()));
    if (copy == nullptr) return fail();
    std::memcpy(copy, bytes.data(), bytes.size());
    const auto size = static_cast<sqlite3_int64>(bytes.size());
    if (sqlite3_deserialize(db_, "main", copy, size, size,
                            SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE) !=
        SQLITE_OK) {
      fail();
    }
  }

  void run(const std::string& sql) {
    if (ok() && sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail();
  }

  // Runs a statement with its values; the first column of its first row, 0 for none.
  std::int64_t run(const std::string& sql, const Values& values) {
    sqlite3_stmt* const statement = prepared(sql);
    if (statement == nullptr) return 0;
    for (std::size_t i = 0; i < values.size(); ++i)
      bind(statement, static_cast<int>(i + 1), values[i]);
    const int status = sqlite3_step(statement);
    const std::int64_t found = status == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
    if (status != SQLITE_ROW && status != SQLITE_DONE) fail();
    sqlite3_reset(statement);
    return found;
  }

  void insert(const std::string& table, const Values& values) {
    std::string sql = "INSERT INTO \"" + table + "\" VALUES (?";
    for (std::size_t i = 1; i < values.size(); ++i) sql += ",?";
    run(sql + ")", values);
  }

  // The bytes that a file of the database would have.
  void write(Sink& sink) {
    sqlite3_int64 size = 0;
    unsigned char* const bytes = sqlite3_serialize(db_, "main", &size, 0);
    if (bytes == nullptr) return fail();
    sink.write({reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)});
    sqlite3_free(bytes);
  }

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };

  sqlite3_stmt* prepared(const std::string& sql) {
    if (!ok()) return nullptr;
    auto& statement = statements_[sql];
    if (!statement) {
      sqlite3_stmt* made = nullptr;
      if (sqlite3_prepare_v2(db_, sql.c_str(), -1, &made, nullptr) != SQLITE_OK) fail();
      statement.reset(made);
    }
    return statement.get();
  }

  static void bind(sqlite3_stmt* statement, int at, const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
      sqlite3_bind_int64(statement, at, *number);
    } else if (const auto* real = std::get_if<double>(&value)) {
      sqlite3_bind_double(statement, at, *real);
    } else if (const auto* string = std::get_if<std::string>(&value)) {
      sqlite3_bind_text64(statement, at, string->data(), string->size(), SQLITE_STATIC,
                          SQLITE_UTF8);
    } else {
      sqlite3_bind_null(statement, at);
    }
  }

  void fail() {
    if (error_.empty()) error_ = db_ == nullptr ? "out of memory" : sqlite3_errmsg(db_);
  }

  sqlite3* db_ = nullptr;
  std::string error_;
  std::map<std::string, std::unique_ptr<sqlite3_stmt, Finalize>> statements_;
};

// Puts one document into the database.
class DocumentRows {
 public:
  DocumentRows(Database& db, const Document& document, const ExportOptions& options)
      : db_(db), document_(document), options_(options), ids_(document), places_(document.source) {}

  void write() {
    db_.run("BEGIN");
    remove_same();
    first_plan_ = next("plans");
    first_node_ = next("nodes");
    add_document();
    for (std::uint32_t i = 0; i < document_.plans.size(); ++i) add_plan(i);
    add_nodes();
    for (std::uint32_t i = 0; i < document_.targets.size(); ++i) add_target(i);
    add_records();
    db_.run("COMMIT");
  }

 private:
  std::int64_t next(const std::string& table) {
    return db_.run("SELECT COALESCE(MAX(id), 0) + 1 FROM " + table, {});
  }

  // A table of FTS5 has no foreign keys.
  void remove_same() {
    const Value sha256 = text(document_.source.sha256);
    db_.run(
        "DELETE FROM search WHERE rowid IN (SELECT nodes.id FROM nodes JOIN plans ON plans.id ="
        " nodes.plan JOIN documents ON documents.id = plans.document WHERE sha256 = ?)",
        {sha256});
    db_.run("DELETE FROM documents WHERE sha256 = ?", {sha256});
  }

  void add_document() {
    const Source& source = document_.source;
    document_id_ = next("documents");
    db_.insert("documents",
               {document_id_, text(source.sha256), text(source.name), text(source.format),
                text(source.encoding), integer(source.bytes),
                source.pages.empty() ? Value() : integer(source.pages.size()),
                text(document_.grammar_sha256), text("gangmu " + options_.generator_version)});
    for (const Diagnostic& doubt : document_.diagnostics) {
      Values values = {Value(), document_id_, text(name_of(doubt.code)),
                       text(name_of(severity_of(doubt.code))), text(doubt.message)};
      add_place(values, doubt.span);
      db_.insert("diagnostics", values);
    }
  }

  void add_plan(std::uint32_t index) {
    const Plan& plan = document_.plans[index];
    db_.insert("plans",
               {first_plan_ + index, document_id_, text(ids_.plan(index)), text(name_of(plan.kind)),
                some(document_.text(plan.title)), some(document_.text(plan.label)),
                year(plan.start), year(plan.end), year(plan.horizon), fact(plan.facts.issuer),
                fact(plan.facts.doc_number), fact(plan.facts.date), fact(plan.facts.region),
                integer(places_.of(plan.span).lines.first)});
  }

  void add_nodes() {
    const std::vector<std::string> keys = node_keys(document_);
    for (std::uint32_t i = 0; i < document_.nodes.size(); ++i) {
      const Node& node = document_.nodes[i];
      const Place place = places_.of(node.span);
      db_.insert("nodes", {id_of(i), first_plan_ + node.plan,
                           node.parent == kNone ? Value() : Value(id_of(node.parent)),
                           text(ids_.node(i)), text(keys[i]), text(name_of(node.kind)),
                           integer(node.depth), some(marker_text(document_, node)),
                           node.number < 0 ? Value() : Value(std::int64_t{node.number}),
                           text(document_.text(node.title)), some(name_of(node.role)),
                           text(document_.text(node.text)), integer(place.lines.first),
                           integer(place.lines.last), place.page ? integer(*place.page) : Value(),
                           integer(node.span.begin), integer(node.span.end), rule(node.rule)});
      std::string words = search_pairs(document_.text(node.title));
      words += " " + search_pairs(document_.text(node.text));
      if (node.table != kNone) add_cells(i, document_.tables[node.table], words);
      db_.run("INSERT INTO search (rowid, pairs) VALUES (?, ?)", {id_of(i), text(words)});
    }
  }

  void add_cells(std::uint32_t node, const Table& table, std::string& words) {
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      for (std::size_t c = 0; c < table.rows[r].size(); ++c) {
        const Cell& cell = table.rows[r][c];
        db_.insert("cells", {id_of(node), integer(r), integer(c), integer(r < table.header_rows),
                             text(document_.text(cell.text)), integer(cell.row_span),
                             integer(cell.column_span)});
        words += " " + search_pairs(document_.text(cell.text));
      }
    }
  }

  void add_target(std::uint32_t index) {
    const Target& t = document_.targets[index];
    const auto& period = t.period;
    Values values = {Value(),
                     id_of(t.node),
                     text(ids_.target(index)),
                     text(name_of(t.status)),
                     some(t.indicator),
                     some(ids_.indicator(index)),
                     text(name_of(t.op)),
                     some(t.value),
                     some(t.value_high),
                     some(t.exact),
                     some(t.unit),
                     some(t.number),
                     some(t.number_high),
                     amount(t.number),
                     some(t.base_unit),
                     some(t.dimension),
                     some(t.text_value),
                     some(t.relative_to),
                     period ? text(name_of(period->kind)) : Value(),
                     period ? year(period->start) : Value(),
                     period ? year(period->end) : Value(),
                     period ? flag(period->stated) : Value(),
                     text(name_of(t.measure)),
                     t.falls ? text("down") : Value(),
                     some(t.category),
                     flag(t.binding),
                     t.baseline == kNone ? Value() : text(ids_.target(t.baseline)),
                     t.part_of == kNone ? Value() : text(ids_.target(t.part_of)),
                     text(t.quote)};
    add_place(values, t.span);
    values.push_back(rule(t.rule));
    db_.insert("targets", values);
  }

  void add_records() {
    for (const Duty& duty : document_.duties) {
      for (const std::string& body : duty.bodies) {
        add("duties", duty,
            {text(name_of(duty.role)), text(body),
             duty.deadline ? year(duty.deadline->start) : Value(),
             duty.deadline ? year(duty.deadline->end) : Value(), text(duty.quote)});
      }
    }
    for (const Reference& reference : document_.references) {
      add("references", reference,
          {text(reference.title), some(reference.number), text(name_of(reference.relation)),
           text(reference.quote)});
    }
    for (const Goal& goal : document_.goals) {
      add("goals", goal,
          {text(goal.text), goal.period ? year(goal.period->start) : Value(),
           goal.period ? year(goal.period->end) : Value()});
    }
    for (const Name& name : document_.names) {
      add("names", name,
          {text(name.name), text(name.core), text(name_of(name.type)), some(name_of(name.nature))});
    }
  }

  // A row of a record: its node, its own columns, its place and its rule.
  template <typename Record>
  void add(const std::string& table, const Record& record, const Values& own) {
    Values values = {Value(), id_of(record.node)};
    values.insert(values.end(), own.begin(), own.end());
    add_place(values, record.span);
    values.push_back(rule(record.rule));
    db_.insert(table, values);
  }

  void add_place(Values& values, Span span) {
    const Place place = places_.of(span);
    values.push_back(integer(place.lines.first));
    values.push_back(place.page ? integer(*place.page) : Value());
    values.push_back(integer(span.begin));
    values.push_back(integer(span.end));
  }

  std::int64_t id_of(std::uint32_t node) const { return first_node_ + node; }
  Value rule(std::uint16_t index) const {
    return index < document_.rules.size() ? some(document_.rules[index].name) : Value();
  }

  Database& db_;
  const Document& document_;
  const ExportOptions& options_;
  Ids ids_;
  Places places_;
  std::int64_t document_id_ = 0, first_plan_ = 0, first_node_ = 0;
};

}  // namespace

Status write_sqlite(std::span<const Document> documents, const ExportOptions& options, Sink& sink) {
  if (const Status& library = load_libsqlite3(); !library) return library;
  Database db;
  if (options.previous.empty()) {
    db.run("PRAGMA application_id = " + std::to_string(kApplication));
    db.run("PRAGMA user_version = " + std::to_string(kVersion));
    db.run(kSchema);
  } else {
    db.load(options.previous);
    const bool ours = db.run("PRAGMA application_id", {}) == kApplication &&
                      db.run("PRAGMA user_version", {}) == kVersion;
    if (!ours) {
      return Error{"export.sqlite", "the output is there and no database of this program", "",
                   "name another file, or remove it"};
    }
  }
  db.run("PRAGMA foreign_keys = ON");
  for (const Document& document : documents) DocumentRows(db, document, options).write();
  if (db.ok()) db.write(sink);
  if (!db.ok())
    return Error{"export.sqlite", said("the database was not written: %1", db.error()), "", ""};
  sink.drain();
  return Done{};
}

std::string search_pairs(std::string_view text) {
  std::string pairs;
  char32_t before = 0;  // the ideograph before this one
  bool in_word = false, paired = true;
  const auto begin_token = [&] {
    if (!pairs.empty()) pairs += ' ';
  };
  const auto end_run = [&] {  // an ideograph alone is a word
    if (before != 0 && !paired) {
      begin_token();
      append_char(pairs, before);
    }
    before = 0;
  };
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = fold_char(next_char(text, at));
    if (is_han(c)) {
      in_word = false;
      paired = before != 0;
      if (paired) {
        begin_token();
        append_char(pairs, before);
        append_char(pairs, c);
      }
      before = c;
      continue;
    }
    end_run();
    const bool word = is_ascii_digit(c) || is_ascii_letter(c);
    if (word) {
      if (!in_word) begin_token();
      append_char(pairs, c);
    }
    in_word = word;
  }
  end_run();
  return pairs;
}

}  // namespace gangmu
