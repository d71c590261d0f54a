-- The first tables. {words in braces} differ between the databases: see dialects.py.
-- A step is never changed once it is released: what comes later is a step of its own.
CREATE TABLE comparisons (
  key INTEGER NOT NULL,
  last_record INTEGER NOT NULL,
  PRIMARY KEY (key)
) {strict};
CREATE TABLE incidents (
  id {key} NOT NULL,
  n INTEGER NOT NULL,
  type TEXT NOT NULL,
  what TEXT NOT NULL,
  date {key},
  date_first {key},
  date_last {key},
  place TEXT,
  lat {number},
  lon {number},
  precision TEXT,
  grade INTEGER NOT NULL,
  derivation TEXT NOT NULL,
  data {bytes} NOT NULL,
  PRIMARY KEY (id)
) {strict};
CREATE INDEX incidents_by_date ON incidents (date_first);
CREATE TABLE judgements (
  id INTEGER NOT NULL,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  kind TEXT NOT NULL,
  report {key},
  ref {key},
  item {key},
  span_start INTEGER,
  span_end INTEGER,
  field TEXT,
  value TEXT,
  reason TEXT NOT NULL,
  prev_hash {key} NOT NULL,
  hash {key} NOT NULL,
  PRIMARY KEY (id),
  UNIQUE (hash)
) {strict};
CREATE INDEX judgements_by_report ON judgements (report);
CREATE TABLE originals (
  sha256 {key} NOT NULL,
  size INTEGER NOT NULL,
  data {bytes} NOT NULL,
  PRIMARY KEY (sha256)
) {strict};
CREATE TABLE origins (
  id {key} NOT NULL,
  n INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  why TEXT NOT NULL,
  data {bytes} NOT NULL,
  PRIMARY KEY (id)
) {strict};
CREATE TABLE runs (
  key {serial} NOT NULL,
  version TEXT NOT NULL,
  model TEXT NOT NULL,
  gazetteer TEXT NOT NULL,
  settings TEXT NOT NULL,
  PRIMARY KEY (key),
  CONSTRAINT runs_once UNIQUE (version, model, gazetteer, settings)
) {strict};
CREATE TABLE incident_origins (
  incident {key} NOT NULL,
  n INTEGER NOT NULL,
  origin {key} NOT NULL,
  PRIMARY KEY (incident, n),
  FOREIGN KEY(incident) REFERENCES incidents (id) ON DELETE CASCADE
) {keyed};
CREATE TABLE reports (
  key {serial} NOT NULL,
  id {key} NOT NULL,
  ref {key} NOT NULL,
  title TEXT,
  byline TEXT,
  publisher TEXT,
  url TEXT,
  published {key},
  published_basis TEXT NOT NULL,
  published_first {key},
  published_last {key},
  published_order {key} NOT NULL,
  language TEXT NOT NULL,
  media_type TEXT NOT NULL,
  origin_sha256 {key} NOT NULL,
  given TEXT NOT NULL,
  run_key INTEGER NOT NULL,
  added TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (key),
  CONSTRAINT reports_once UNIQUE (id, ref),
  FOREIGN KEY(origin_sha256) REFERENCES originals (sha256),
  FOREIGN KEY(run_key) REFERENCES runs (key)
) {strict};
CREATE INDEX reports_by_original ON reports (origin_sha256);
CREATE INDEX reports_by_publication ON reports (published_order, id, ref);
CREATE INDEX reports_by_ref ON reports (ref);
CREATE TABLE about (
  report_key INTEGER NOT NULL,
  claim {key} NOT NULL,
  item {key} NOT NULL,
  PRIMARY KEY (report_key, claim, item),
  FOREIGN KEY(report_key) REFERENCES reports (key) ON DELETE CASCADE
) {keyed};
CREATE TABLE actors (
  report_key INTEGER NOT NULL,
  id {key} NOT NULL,
  name TEXT NOT NULL,
  name_key {key} NOT NULL,
  also TEXT NOT NULL,
  also_key {key} NOT NULL,
  kind TEXT NOT NULL,
  countries TEXT NOT NULL,
  sectors TEXT NOT NULL,
  role TEXT,
  registry_id {key},
  wikidata {key},
  unresolved TEXT,
  span_start INTEGER,
  span_end INTEGER,
  PRIMARY KEY (report_key, id),
  FOREIGN KEY(report_key) REFERENCES reports (key) ON DELETE CASCADE
) {keyed};
CREATE INDEX actors_by_entry ON actors (registry_id);
CREATE TABLE claims (
  report_key INTEGER NOT NULL,
  id {key} NOT NULL,
  act TEXT NOT NULL,
  form TEXT NOT NULL,
  certainty TEXT NOT NULL,
  polarity TEXT NOT NULL,
  text TEXT NOT NULL,
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  time {key},
  confidence {number} NOT NULL,
  PRIMARY KEY (report_key, id),
  FOREIGN KEY(report_key) REFERENCES reports (key) ON DELETE CASCADE
) {keyed};
CREATE TABLE digests (
  report_key INTEGER NOT NULL,
  build {key} NOT NULL,
  data {bytes} NOT NULL,
  PRIMARY KEY (report_key, build),
  FOREIGN KEY(report_key) REFERENCES reports (key) ON DELETE CASCADE
) {keyed};
CREATE TABLE events (
  report_key INTEGER NOT NULL,
  id {key} NOT NULL,
  type TEXT NOT NULL,
  mode TEXT,
  contexts TEXT NOT NULL,
  quad TEXT NOT NULL,
  status TEXT NOT NULL,
  certainty TEXT NOT NULL,
  text TEXT NOT NULL,
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  place {key},
  time {key},
  time_first {key},
  time_last {key},
  confidence {number} NOT NULL,
  PRIMARY KEY (report_key, id),
  FOREIGN KEY(report_key) REFERENCES reports (key) ON DELETE CASCADE
) {keyed};
CREATE INDEX events_by_type ON events (type, status);
CREATE TABLE figures (
  report_key INTEGER NOT NULL,
  id {key} NOT NULL,
  unit TEXT NOT NULL,
  low {number},
  high {number},
  approximate INTEGER NOT NULL,
  cumulative INTEGER NOT NULL,
  "of" {key},
  certainty TEXT NOT NULL,
  text TEXT NOT NULL,
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  PRIMARY KEY (report_key, id),
  FOREIGN KEY(report_key) REFERENCES reports (key) ON DELETE CASCADE
) {keyed};
CREATE TABLE fillers (
  report_key INTEGER NOT NULL,
  event {key} NOT NULL,
  role {key} NOT NULL,
  n INTEGER NOT NULL,
  actor {key},
  text TEXT NOT NULL,
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  PRIMARY KEY (report_key, event, role, n),
  FOREIGN KEY(report_key) REFERENCES reports (key) ON DELETE CASCADE
) {keyed};
CREATE TABLE incident_mentions (
  incident {key} NOT NULL,
  n INTEGER NOT NULL,
  report_key INTEGER NOT NULL,
  event {key} NOT NULL,
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  text TEXT NOT NULL,
  why TEXT,
  PRIMARY KEY (incident, n),
  FOREIGN KEY(incident) REFERENCES incidents (id) ON DELETE CASCADE,
  FOREIGN KEY(report_key) REFERENCES reports (key) ON DELETE CASCADE
) {keyed};
CREATE INDEX incident_mentions_by_event ON incident_mentions (report_key, event);
CREATE TABLE incident_values (
  incident {key} NOT NULL,
  field {key} NOT NULL,
  n INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  low {number},
  high {number},
  value TEXT,
  report_key INTEGER NOT NULL,
  origin {key} NOT NULL,
  voices TEXT NOT NULL,
  PRIMARY KEY (incident, field, n),
  FOREIGN KEY(incident) REFERENCES incidents (id) ON DELETE CASCADE,
  FOREIGN KEY(report_key) REFERENCES reports (key) ON DELETE CASCADE
) {keyed};
CREATE INDEX incident_values_by_report ON incident_values (report_key);
CREATE TABLE labels (
  report_key INTEGER NOT NULL,
  id {key} NOT NULL,
  actor {key},
  by {key} NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  PRIMARY KEY (report_key, id),
  FOREIGN KEY(report_key) REFERENCES reports (key) ON DELETE CASCADE
) {keyed};
CREATE TABLE origin_reports (
  origin {key} NOT NULL,
  n INTEGER NOT NULL,
  report_key INTEGER NOT NULL,
  PRIMARY KEY (origin, n),
  FOREIGN KEY(origin) REFERENCES origins (id) ON DELETE CASCADE,
  FOREIGN KEY(report_key) REFERENCES reports (key) ON DELETE CASCADE
) {keyed};
CREATE INDEX origin_reports_by_report ON origin_reports (report_key);
CREATE TABLE origin_spans (
  origin {key} NOT NULL,
  n INTEGER NOT NULL,
  report_key INTEGER NOT NULL,
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (origin, n),
  FOREIGN KEY(origin) REFERENCES origins (id) ON DELETE CASCADE,
  FOREIGN KEY(report_key) REFERENCES reports (key) ON DELETE CASCADE
) {keyed};
CREATE INDEX origin_spans_by_report ON origin_spans (report_key);
CREATE TABLE places (
  report_key INTEGER NOT NULL,
  id {key} NOT NULL,
  name TEXT NOT NULL,
  name_key {key} NOT NULL,
  lat {number},
  lon {number},
  precision TEXT NOT NULL,
  country {key},
  admin1 TEXT,
  gazetteer_id {key},
  confidence {number} NOT NULL,
  unresolved TEXT,
  span_start INTEGER,
  span_end INTEGER,
  PRIMARY KEY (report_key, id),
  FOREIGN KEY(report_key) REFERENCES reports (key) ON DELETE CASCADE
) {keyed};
CREATE INDEX places_by_entry ON places (gazetteer_id);
CREATE INDEX places_by_position ON places (lat, lon);
CREATE TABLE problems (
  key {serial} NOT NULL,
  report_key INTEGER,
  ref {key} NOT NULL,
  stage TEXT NOT NULL,
  kind TEXT,
  reason TEXT NOT NULL,
  span_start INTEGER,
  span_end INTEGER,
  text TEXT,
  at TEXT NOT NULL,
  PRIMARY KEY (key),
  FOREIGN KEY(report_key) REFERENCES reports (key) ON DELETE CASCADE
) {strict};
CREATE INDEX problems_by_report ON problems (report_key);
CREATE UNIQUE INDEX problems_once ON problems (ref) WHERE report_key IS NULL;
CREATE TABLE records (
  key {serial} NOT NULL PRIMARY KEY{autoincrement},
  report_key INTEGER NOT NULL,
  run_key INTEGER NOT NULL,
  read_at TEXT NOT NULL,
  data {bytes} NOT NULL,
  CONSTRAINT records_once UNIQUE (report_key, run_key),
  FOREIGN KEY(report_key) REFERENCES reports (key) ON DELETE CASCADE,
  FOREIGN KEY(run_key) REFERENCES runs (key)
) {strict};
CREATE TABLE ties (
  report_key INTEGER NOT NULL,
  id {key} NOT NULL,
  type TEXT NOT NULL,
  from_id {key} NOT NULL,
  to_id {key} NOT NULL,
  certainty TEXT NOT NULL,
  confidence {number} NOT NULL,
  text TEXT,
  span_start INTEGER,
  span_end INTEGER,
  PRIMARY KEY (report_key, id),
  FOREIGN KEY(report_key) REFERENCES reports (key) ON DELETE CASCADE
) {keyed};
CREATE TABLE times (
  report_key INTEGER NOT NULL,
  id {key} NOT NULL,
  value {key},
  value_first {key},
  value_last {key},
  anchor {key},
  text TEXT NOT NULL,
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  PRIMARY KEY (report_key, id),
  FOREIGN KEY(report_key) REFERENCES reports (key) ON DELETE CASCADE
) {keyed};
CREATE TABLE voices (
  report_key INTEGER NOT NULL,
  claim {key} NOT NULL,
  n INTEGER NOT NULL,
  text TEXT,
  span_start INTEGER,
  span_end INTEGER,
  cue TEXT,
  cue_start INTEGER,
  cue_end INTEGER,
  medium TEXT,
  actor {key},
  named INTEGER NOT NULL,
  PRIMARY KEY (report_key, claim, n),
  FOREIGN KEY(report_key) REFERENCES reports (key) ON DELETE CASCADE
) {keyed};
