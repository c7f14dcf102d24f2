using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workers.Storage.Databases.Engine.Migrations
{
    /// <inheritdoc />
    public partial class SiteParameters : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "parameters",
                schema: "engine",
                table: "hazard_site",
                type: "jsonb",
                nullable: false,
                defaultValue: "{}");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "parameters",
                schema: "engine",
                table: "hazard_site");
        }
    }
}
