using Npgsql;

namespace Workers.Storage;

/// <summary>The three databases: keys of their services, and how they are connected to.</summary>
public static class Database
{
    public const string Icebox = "icebox";
    public const string Engine = "engine";
    public const string Jobs = "jobs";

    /// <summary>A pool of connections, as the contexts and the bulk services want it (geometry mapped).</summary>
    public static NpgsqlDataSource Open(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.UseNetTopologySuite();
        return builder.Build();
    }
}
