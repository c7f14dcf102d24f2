using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Workers.Storage.Databases.Engine;

namespace Workers.Storage.Databases.Engine.Migrations;

/// <inheritdoc />
[DbContext(typeof(EngineDb))]
[Migration("20261124234000_ValuesInPages")]
public sealed class ValuesInPages : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Layout.ValuesInPages("engine"));
}
