import django.db.models.deletion
import mockup2code.projects.words
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


# One row a project: several words are looked up at once, and no row of the many pieces need be read to count what fits.
SQLITE = (
    "DROP TRIGGER projects_search_added",
    "DROP TRIGGER projects_search_removed",
    "DROP TABLE projects_search",
    "CREATE VIRTUAL TABLE projects_words USING fts5(words, content='projects_searchtext', content_rowid='id',"
    " tokenize='unicode61 remove_diacritics 0', prefix='1 2 3')",
    "CREATE TRIGGER projects_words_added AFTER INSERT ON projects_searchtext BEGIN"
    " INSERT INTO projects_words(rowid, words) VALUES (new.id, new.words); END",
    "CREATE TRIGGER projects_words_removed AFTER DELETE ON projects_searchtext BEGIN"
    " INSERT INTO projects_words(projects_words, rowid, words) VALUES ('delete', old.id, old.words); END",
    "CREATE TRIGGER projects_words_changed AFTER UPDATE OF words ON projects_searchtext BEGIN"
    " INSERT INTO projects_words(projects_words, rowid, words) VALUES ('delete', old.id, old.words);"
    " INSERT INTO projects_words(rowid, words) VALUES (new.id, new.words); END",
)
POSTGRESQL = (
    "ALTER TABLE projects_searchentry DROP COLUMN vector",
    "ALTER TABLE projects_searchtext ADD COLUMN vector tsvector"
    " GENERATED ALWAYS AS (strip(to_tsvector('simple', words))) STORED",
    # Vectors stay in their rows: beside the table, reading one costs more than the planner thinks.
    "ALTER TABLE projects_searchtext SET (toast_tuple_target = 4080)",
    "ALTER TABLE projects_searchtext ALTER COLUMN vector SET STORAGE MAIN",
    "CREATE INDEX projects_words ON projects_searchtext USING gin (vector)",
)


def make_index(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL:
        editor.execute(statement)


def gather_all(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """What was there before is found as before; `search` writes the same rows."""
    entry, text = apps.get_model("projects", "SearchEntry"), apps.get_model("projects", "SearchText")
    for project in apps.get_model("projects", "Project").objects.values_list("pk", flat=True).iterator():
        pieces = entry.objects.filter(project=project).values_list("words", flat=True)
        text.objects.create(project_id=project, words=" ".join(sorted({word for piece in pieces for word in piece.split()})))


class Migration(migrations.Migration):

    dependencies = [
        ('projects', '0009_sizes'),
    ]

    operations = [
        # A column of text as before: nothing is to be remade.
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.AlterField(model_name='searchentry', name='words', field=models.TextField())],
        ),
        migrations.CreateModel(
            name='SearchText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('project', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='search_text', to='projects.project')),
                ('words', mockup2code.projects.words.WordsField()),
            ],
        ),
        migrations.RunPython(make_index, migrations.RunPython.noop),
        migrations.RunPython(gather_all, migrations.RunPython.noop),
    ]
