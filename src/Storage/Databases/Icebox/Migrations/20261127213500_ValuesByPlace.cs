using Microsoft.EntityFrameworkCore.Migrations;
using Workers.Storage.Databases.Scripts;

#nullable disable

namespace Workers.Storage.Databases.Icebox.Migrations
{
    /// <inheritdoc />
    public partial class ValuesByPlace : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) =>
            migrationBuilder.SqlFile("Icebox/0005_values_by_place.sql");

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP VIEW icebox.asset_value");
            migrationBuilder.Sql("DROP INDEX icebox.ix_result_asset_place");
        }
    }
}
