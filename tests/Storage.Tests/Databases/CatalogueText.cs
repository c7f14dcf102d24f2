using System.Text;
using Npgsql;
using Workers.Storage.Databases;

namespace Workers.Storage.Tests.Databases;

/// <summary>The schema of a database as text, made from its catalogue: what migrations have made of it.</summary>
internal static class CatalogueText
{
    private const string Ours = "('icebox', 'engine', 'jobs', 'messaging')";

    private static readonly (string Title, string Sql)[] Parts =
    [
        ("columns",
            $"""
            SELECT format('%s.%s.%s %s%s%s%s%s', n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                CASE WHEN a.attnotnull THEN ' not null' END,
                CASE WHEN a.attidentity <> '' THEN ' identity' END,
                CASE WHEN d.adbin IS NOT NULL THEN ' = ' || pg_get_expr(d.adbin, d.adrelid) END,
                CASE WHEN a.attstorage <> t.typstorage THEN ' storage ' || a.attstorage::text END)
            FROM pg_attribute a
            JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'
            JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname IN {Ours}
            JOIN pg_type t ON t.oid = a.atttypid
            LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE a.attnum > 0 AND NOT a.attisdropped
            ORDER BY n.nspname, c.relname, a.attname
            """),
        ("settings of tables",
            $"""
            SELECT format('%s.%s %s', n.nspname, c.relname, array_to_string(c.reloptions, ', '))
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname IN {Ours}
            WHERE c.relkind = 'r' AND c.reloptions IS NOT NULL
            ORDER BY n.nspname, c.relname
            """),
        ("constraints",
            $"""
            SELECT format('%s.%s %s %s', n.nspname, r.relname, c.conname, pg_get_constraintdef(c.oid))
            FROM pg_constraint c
            JOIN pg_class r ON r.oid = c.conrelid
            JOIN pg_namespace n ON n.oid = r.relnamespace AND n.nspname IN {Ours}
            WHERE c.contype <> 'n'
            ORDER BY n.nspname, r.relname, c.conname
            """),
        ("indexes",
            $"""
            SELECT indexdef FROM pg_indexes
            WHERE schemaname IN {Ours}
            ORDER BY schemaname, tablename, indexname
            """),
        ("views",
            $"""
            SELECT format(E'%s.%s\n%s', schemaname, viewname, definition) FROM pg_views
            WHERE schemaname IN {Ours}
            ORDER BY schemaname, viewname
            """),
        ("triggers",
            $"""
            SELECT pg_get_triggerdef(t.oid)
            FROM pg_trigger t
            JOIN pg_class c ON c.oid = t.tgrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname IN {Ours}
            WHERE NOT t.tgisinternal
            ORDER BY t.tgname
            """),
        ("functions",
            $"""
            SELECT pg_get_functiondef(p.oid)
            FROM pg_proc p
            JOIN pg_namespace n ON n.oid = p.pronamespace AND n.nspname IN {Ours}
            ORDER BY p.proname
            """),
        ("extensions", "SELECT extname::text FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY extname"),
    ];

    public static async Task<string> ReadAsync(NpgsqlConnection connection)
    {
        var text = new StringBuilder();
        foreach (var (title, sql) in Parts)
        {
            text.Append("# ").Append(title).Append('\n');
            foreach (var line in await connection.QueryAsync(sql, row => row.GetString(0), default))
                text.Append(line).Append('\n');
            text.Append('\n');
        }
        return text.ToString();
    }
}
