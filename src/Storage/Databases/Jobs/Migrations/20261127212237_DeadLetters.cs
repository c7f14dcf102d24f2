using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Workers.Storage.Databases.Scripts;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Workers.Storage.Databases.Jobs.Migrations
{
    /// <inheritdoc />
    public partial class DeadLetters : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "audit",
                schema: "jobs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    who = table.Column<string>(type: "text", nullable: false),
                    why = table.Column<string>(type: "text", nullable: true),
                    action = table.Column<string>(type: "text", nullable: false),
                    operation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    @event = table.Column<string>(name: "event", type: "text", nullable: false),
                    selection = table.Column<string>(type: "jsonb", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "letter",
                schema: "jobs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    taken_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    died_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    queue = table.Column<string>(type: "text", nullable: false),
                    source_queue = table.Column<string>(type: "text", nullable: false),
                    message_id = table.Column<Guid>(type: "uuid", nullable: true),
                    message_type = table.Column<string>(type: "text", nullable: false),
                    job_id = table.Column<Guid>(type: "uuid", nullable: true),
                    attempt = table.Column<int>(type: "integer", nullable: true),
                    holds_job = table.Column<bool>(type: "boolean", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    exception_type = table.Column<string>(type: "text", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: false),
                    causes = table.Column<string>(type: "text", nullable: true),
                    stack = table.Column<string>(type: "text", nullable: true),
                    place = table.Column<string>(type: "text", nullable: true),
                    fingerprint = table.Column<string>(type: "text", nullable: false),
                    headers = table.Column<string>(type: "jsonb", nullable: false),
                    properties = table.Column<string>(type: "jsonb", nullable: false),
                    content_type = table.Column<string>(type: "text", nullable: true),
                    body = table.Column<byte[]>(type: "bytea", nullable: false),
                    body_bytes = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    state_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state_reason = table.Column<string>(type: "text", nullable: true),
                    previous_id = table.Column<Guid>(type: "uuid", nullable: true),
                    replaced_by = table.Column<Guid>(type: "uuid", nullable: true),
                    replays = table.Column<int>(type: "integer", nullable: false),
                    operation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    delivery_key = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_letter", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "operation",
                schema: "jobs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    who = table.Column<string>(type: "text", nullable: false),
                    why = table.Column<string>(type: "text", nullable: true),
                    filter = table.Column<string>(type: "jsonb", nullable: false),
                    cut_off = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    selected = table.Column<int>(type: "integer", nullable: false),
                    rate = table.Column<int>(type: "integer", nullable: true),
                    new_body = table.Column<byte[]>(type: "bytea", nullable: true),
                    state = table.Column<string>(type: "text", nullable: false),
                    together = table.Column<int>(type: "integer", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_operation", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "operation_item",
                schema: "jobs",
                columns: table => new
                {
                    operation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    letter_id = table.Column<Guid>(type: "uuid", nullable: false),
                    stage = table.Column<string>(type: "text", nullable: false),
                    stage_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: true),
                    steps = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_operation_item", x => new { x.operation_id, x.ordinal });
                });

            migrationBuilder.CreateIndex(
                name: "ix_audit_operation_id_event",
                schema: "jobs",
                table: "audit",
                columns: new[] { "operation_id", "event" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_letter_delivery_key",
                schema: "jobs",
                table: "letter",
                column: "delivery_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_letter_fingerprint_state",
                schema: "jobs",
                table: "letter",
                columns: new[] { "fingerprint", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_letter_job_id_state",
                schema: "jobs",
                table: "letter",
                columns: new[] { "job_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_letter_message_id_source_queue",
                schema: "jobs",
                table: "letter",
                columns: new[] { "message_id", "source_queue" });

            migrationBuilder.CreateIndex(
                name: "ix_letter_state_taken_at_id",
                schema: "jobs",
                table: "letter",
                columns: new[] { "state", "taken_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_letter_taken_at_id",
                schema: "jobs",
                table: "letter",
                columns: new[] { "taken_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_operation_state",
                schema: "jobs",
                table: "operation",
                column: "state",
                filter: "state = 'running'");

            migrationBuilder.CreateIndex(
                name: "ix_operation_item_letter_id",
                schema: "jobs",
                table: "operation_item",
                column: "letter_id");

            migrationBuilder.CreateIndex(
                name: "ix_operation_item_operation_id_stage",
                schema: "jobs",
                table: "operation_item",
                columns: new[] { "operation_id", "stage" });

            migrationBuilder.SqlFile("Jobs/0002_append_only_audit.sql");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit",
                schema: "jobs");

            migrationBuilder.DropTable(
                name: "letter",
                schema: "jobs");

            migrationBuilder.DropTable(
                name: "operation",
                schema: "jobs");

            migrationBuilder.DropTable(
                name: "operation_item",
                schema: "jobs");

            migrationBuilder.Sql("DROP FUNCTION jobs.refuse_change()");
        }
    }
}
