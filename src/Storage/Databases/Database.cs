using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Workers.Storage.Databases;

/// <summary>The three databases: keys of their services, and how they are connected to.</summary>
public static class Database
{
    public const string Icebox = "icebox";
    public const string Engine = "engine";
    public const string Jobs = "jobs";

    /// <summary>A row of values in a few reads from the socket.</summary>
    private const int BufferBytes = 64 * 1024;

    /// <summary>Most connections of a process to the database that it commits in.</summary>
    public const int MaxConnections = 16;

    /// <summary>
    /// Most connections of a process to a database that it only copies from or to: two for each stream of its one
    /// transfer.
    /// </summary>
    public const int MaxTransferConnections = 4;

    /// <summary>
    /// A pool of connections, as the contexts and the bulk services want it (geometry is mapped for the icebox).
    /// </summary>
    /// <param name="database">One of the constants.</param>
    /// <param name="connections">
    /// Size of the pool, unless the connection string has one: whoever needs more waits for one that is in use.
    /// </param>
    public static NpgsqlDataSource Open(string database, string connectionString, int connections = MaxConnections)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        var settings = builder.ConnectionStringBuilder;
        // Compiling a query takes longer than any of ours runs: the planner takes the sets of PostGIS for a thousand
        // times their size.
        // Whoever sits in a transaction and does nothing is stopped, and holds up others: the database ends him.
        settings.Options = $"-c jit=off -c idle_in_transaction_session_timeout=10min {settings.Options}".Trim();
        settings.ReadBufferSize = BufferBytes;
        settings.WriteBufferSize = BufferBytes;
        if (!settings.ShouldSerialize("Maximum Pool Size"))
            settings.MaxPoolSize = connections;
        // Says in pg_stat_activity which process it is.
        settings.ApplicationName ??= Assembly.GetEntryAssembly()?.GetName().Name;
        if (database == Icebox)
            builder.UseNetTopologySuite();
        return builder.Build();
    }

    /// <summary>Options of a context outside a host's services.</summary>
    public static DbContextOptions<TDb> Options<TDb>(string database, NpgsqlDataSource source) where TDb : DbContext
    {
        var options = new DbContextOptionsBuilder<TDb>();
        options.UseDatabase(database, source);
        return options.Options;
    }

    /// <summary>How every context of ours is set up.</summary>
    /// <param name="database">One of the constants of <see cref="Database"/>: also the schema of its tables.</param>
    public static DbContextOptionsBuilder UseDatabase(
        this DbContextOptionsBuilder options,
        string database,
        NpgsqlDataSource source) =>
        options
            .UseNpgsql(source, npgsql =>
            {
                npgsql.MigrationsHistoryTable("migrations", database);
                npgsql.MigrationsAssembly(typeof(Database).Assembly.GetName().Name);
                if (database == Database.Icebox)
                    npgsql.UseNetTopologySuite();
            })
            .UseSnakeCaseNamingConvention();
}
