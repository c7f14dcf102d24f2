using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Workers.Storage.Databases.Engine;
using Workers.Storage.Databases.Icebox;
using Workers.Storage.Databases.Jobs;

namespace Workers.Storage.Databases;

// dotnet ef migrations add NAME --context IceboxDb --output-dir Databases/Icebox/Migrations
// It only compares models: no database is connected to.
internal sealed class IceboxDesign : IDesignTimeDbContextFactory<IceboxDb>
{
    public IceboxDb CreateDbContext(string[] args) => new(DesignTime.Options<IceboxDb>(Database.Icebox));
}

internal sealed class EngineDesign : IDesignTimeDbContextFactory<EngineDb>
{
    public EngineDb CreateDbContext(string[] args) => new(DesignTime.Options<EngineDb>(Database.Engine));
}

internal sealed class JobsDesign : IDesignTimeDbContextFactory<JobsDb>
{
    public JobsDb CreateDbContext(string[] args) => new(DesignTime.Options<JobsDb>(Database.Jobs));
}

internal static class DesignTime
{
    public static DbContextOptions<TDb> Options<TDb>(string database) where TDb : DbContext =>
        Database.Options<TDb>(database, Database.Open(database, "Host=nowhere"));
}
