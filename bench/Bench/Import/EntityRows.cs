using Microsoft.EntityFrameworkCore;
using Workers.Bench.Installation;

namespace Workers.Bench.Import;

/// <summary>Entities of one value each, with a key, written by <c>AddRange</c> and <c>SaveChanges</c>.</summary>
internal sealed class EntityRows(BenchDatabase engine, int values) : IAsyncDisposable
{
    private const int AtOnce = 1_000;
    private readonly Gmv[] _rows = [.. Gmv.Some(values)];

    public int Values => values;

    public static async Task<EntityRows> CreateAsync(BenchDatabase engine, int values)
    {
        await engine.ExecuteAsync(
            "CREATE TABLE entities (event_id int, site_id int, gmv real, PRIMARY KEY (event_id, site_id))");
        return new(engine, values);
    }

    public async Task RunAsync()
    {
        await engine.ExecuteAsync("TRUNCATE entities");
        foreach (var rows in _rows.Chunk(AtOnce))
        {
            await using var db = new GmvDb(engine.ConnectionString);
            db.AddRange(rows);
            await db.SaveChangesAsync();
        }
    }

    public async ValueTask DisposeAsync() => await engine.ExecuteAsync("DROP TABLE entities");

    private sealed class GmvDb(string connection) : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql(connection);

        protected override void OnModelCreating(ModelBuilder model) => model.Entity<Gmv>(gmv =>
        {
            gmv.ToTable("entities").HasKey(x => new { x.Event, x.Site });
            gmv.Property(x => x.Event).HasColumnName("event_id").ValueGeneratedNever();
            gmv.Property(x => x.Site).HasColumnName("site_id").ValueGeneratedNever();
            gmv.Property(x => x.Value).HasColumnName("gmv");
        });
    }
}
