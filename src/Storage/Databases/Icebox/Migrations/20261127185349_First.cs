using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Workers.Storage.Databases.Scripts;
using NetTopologySuite.Geometries;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Workers.Storage.Databases.Icebox.Migrations
{
    /// <inheritdoc />
    public partial class First : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "icebox");

            migrationBuilder.EnsureSchema(
                name: "messaging");

            migrationBuilder.AlterDatabase()
                .Annotation("Npgsql:PostgresExtension:postgis", ",,");

            migrationBuilder.CreateTable(
                name: "export_part",
                schema: "icebox",
                columns: table => new
                {
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    part = table.Column<int>(type: "integer", nullable: false),
                    tables = table.Column<string[]>(type: "text[]", nullable: false),
                    first_key = table.Column<int[]>(type: "integer[]", nullable: true),
                    end_key = table.Column<int[]>(type: "integer[]", nullable: true),
                    rows = table.Column<long>(type: "bigint", nullable: false),
                    bytes = table.Column<long>(type: "bigint", nullable: false),
                    copied_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_export_part", x => new { x.job_id, x.attempt, x.part });
                });

            migrationBuilder.CreateTable(
                name: "hazard_calculation",
                schema: "icebox",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    content_hash = table.Column<string>(type: "text", nullable: false),
                    mode = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    description = table.Column<string>(type: "text", nullable: false),
                    engine_version = table.Column<string>(type: "text", nullable: true),
                    investigation_time = table.Column<double>(type: "double precision", nullable: true),
                    ses_per_logic_tree_path = table.Column<int>(type: "integer", nullable: true),
                    logic_tree_samples = table.Column<int>(type: "integer", nullable: false),
                    sites = table.Column<int>(type: "integer", nullable: false),
                    events = table.Column<int>(type: "integer", nullable: false),
                    parameters = table.Column<string>(type: "jsonb", nullable: false),
                    owner = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    complete = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_hazard_calculation", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "inbox",
                schema: "messaging",
                columns: table => new
                {
                    message_id = table.Column<Guid>(type: "uuid", nullable: false),
                    consumer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    consumed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inbox", x => new { x.message_id, x.consumer_id });
                });

            migrationBuilder.CreateTable(
                name: "job_fence",
                schema: "messaging",
                columns: table => new
                {
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    cancelled = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_job_fence", x => x.job_id);
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                schema: "messaging",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    message_id = table.Column<Guid>(type: "uuid", nullable: false),
                    conversation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    correlation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    initiator_id = table.Column<Guid>(type: "uuid", nullable: true),
                    request_id = table.Column<Guid>(type: "uuid", nullable: true),
                    source_address = table.Column<string>(type: "text", nullable: true),
                    destination_address = table.Column<string>(type: "text", nullable: true),
                    response_address = table.Column<string>(type: "text", nullable: true),
                    fault_address = table.Column<string>(type: "text", nullable: true),
                    content_type = table.Column<string>(type: "text", nullable: false),
                    message_type = table.Column<string>(type: "text", nullable: false),
                    body = table.Column<string>(type: "text", nullable: false),
                    headers = table.Column<string>(type: "text", nullable: true),
                    properties = table.Column<string>(type: "text", nullable: true),
                    sent_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    schedule_token = table.Column<Guid>(type: "uuid", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    last_error = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbox", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "result_aggregate_key",
                schema: "icebox",
                columns: table => new
                {
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    tag_names = table.Column<string[]>(type: "text[]", nullable: false),
                    tag_values = table.Column<string[]>(type: "text[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_result_aggregate_key", x => new { x.job_id, x.attempt, x.ordinal });
                });

            migrationBuilder.CreateTable(
                name: "result_aggregate_table",
                schema: "icebox",
                columns: table => new
                {
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    output = table.Column<int>(type: "integer", nullable: false),
                    chunk = table.Column<int>(type: "integer", nullable: false),
                    aggregate_ids = table.Column<int[]>(type: "integer[]", nullable: false),
                    return_periods = table.Column<double[]>(type: "double precision[]", nullable: true),
                    values = table.Column<double[]>(type: "double precision[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_result_aggregate_table", x => new { x.job_id, x.attempt, x.output, x.chunk });
                });

            migrationBuilder.CreateTable(
                name: "result_asset",
                schema: "icebox",
                columns: table => new
                {
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    asset_id = table.Column<string>(type: "text", nullable: false),
                    taxonomy = table.Column<string>(type: "text", nullable: false),
                    tags = table.Column<string[]>(type: "text[]", nullable: false),
                    lon = table.Column<float>(type: "real", nullable: false),
                    lat = table.Column<float>(type: "real", nullable: false),
                    site_id = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<float>(type: "real", nullable: false),
                    values = table.Column<float[]>(type: "real[]", nullable: false),
                    geom = table.Column<Point>(type: "geometry(Point,4326)", nullable: true, computedColumnSql: "ST_SetSRID(ST_MakePoint(lon::float8, lat::float8), 4326)", stored: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_result_asset", x => new { x.job_id, x.attempt, x.ordinal });
                });

            migrationBuilder.CreateTable(
                name: "result_asset_curves",
                schema: "icebox",
                columns: table => new
                {
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    output = table.Column<int>(type: "integer", nullable: false),
                    asset = table.Column<int>(type: "integer", nullable: false),
                    losses = table.Column<float[]>(type: "real[]", nullable: false),
                    poes = table.Column<float[]>(type: "real[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_result_asset_curves", x => new { x.job_id, x.attempt, x.output, x.asset });
                });

            migrationBuilder.CreateTable(
                name: "result_asset_values",
                schema: "icebox",
                columns: table => new
                {
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    output = table.Column<int>(type: "integer", nullable: false),
                    first_asset = table.Column<int>(type: "integer", nullable: false),
                    values = table.Column<float[]>(type: "real[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_result_asset_values", x => new { x.job_id, x.attempt, x.output, x.first_asset });
                });

            migrationBuilder.CreateTable(
                name: "result_event",
                schema: "icebox",
                columns: table => new
                {
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    chunk = table.Column<int>(type: "integer", nullable: false),
                    ids = table.Column<long[]>(type: "bigint[]", nullable: false),
                    realizations = table.Column<int[]>(type: "integer[]", nullable: false),
                    years = table.Column<int[]>(type: "integer[]", nullable: true),
                    ruptures = table.Column<long[]>(type: "bigint[]", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_result_event", x => new { x.job_id, x.attempt, x.chunk });
                });

            migrationBuilder.CreateTable(
                name: "result_event_table",
                schema: "icebox",
                columns: table => new
                {
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    output = table.Column<int>(type: "integer", nullable: false),
                    chunk = table.Column<int>(type: "integer", nullable: false),
                    event_ids = table.Column<long[]>(type: "bigint[]", nullable: false),
                    aggregate_ids = table.Column<int[]>(type: "integer[]", nullable: false),
                    values = table.Column<float[]>(type: "real[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_result_event_table", x => new { x.job_id, x.attempt, x.output, x.chunk });
                });

            migrationBuilder.CreateTable(
                name: "result_output",
                schema: "icebox",
                columns: table => new
                {
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    shape = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    loss_type = table.Column<string>(type: "text", nullable: false),
                    measures = table.Column<string[]>(type: "text[]", nullable: false),
                    realization = table.Column<int>(type: "integer", nullable: true),
                    statistic = table.Column<string>(type: "text", nullable: true),
                    poe = table.Column<double>(type: "double precision", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_result_output", x => new { x.job_id, x.attempt, x.position });
                });

            migrationBuilder.CreateTable(
                name: "result_set",
                schema: "icebox",
                columns: table => new
                {
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    tag_names = table.Column<string[]>(type: "text[]", nullable: false),
                    loss_types = table.Column<string[]>(type: "text[]", nullable: false),
                    realizations = table.Column<int[]>(type: "integer[]", nullable: false),
                    weights = table.Column<double[]>(type: "double precision[]", nullable: false),
                    branch_paths = table.Column<string[]>(type: "text[]", nullable: false),
                    investigation_time = table.Column<double>(type: "double precision", nullable: true),
                    risk_investigation_time = table.Column<double>(type: "double precision", nullable: true),
                    warnings = table.Column<string[]>(type: "text[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_result_set", x => new { x.job_id, x.attempt });
                });

            migrationBuilder.CreateTable(
                name: "risk_calculation",
                schema: "icebox",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    mode = table.Column<string>(type: "text", nullable: false),
                    description = table.Column<string>(type: "text", nullable: false),
                    hazard_calculation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    hazard_hash = table.Column<string>(type: "text", nullable: false),
                    risk_model_id = table.Column<string>(type: "text", nullable: false),
                    area = table.Column<string>(type: "jsonb", nullable: true),
                    parameters = table.Column<string>(type: "jsonb", nullable: false),
                    engine = table.Column<string>(type: "text", nullable: false),
                    engine_version = table.Column<string>(type: "text", nullable: false),
                    investigation_time = table.Column<double>(type: "double precision", nullable: true),
                    risk_investigation_time = table.Column<double>(type: "double precision", nullable: true),
                    timings = table.Column<string>(type: "jsonb", nullable: false),
                    warnings = table.Column<string[]>(type: "text[]", nullable: false),
                    log = table.Column<string[]>(type: "text[]", nullable: false),
                    import_manifest = table.Column<string>(type: "jsonb", nullable: false),
                    owner = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    complete = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_risk_calculation", x => new { x.id, x.attempt });
                });

            migrationBuilder.CreateTable(
                name: "risk_model",
                schema: "icebox",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    mode = table.Column<string>(type: "text", nullable: false),
                    description = table.Column<string>(type: "text", nullable: false),
                    assets = table.Column<int>(type: "integer", nullable: false),
                    loss_types = table.Column<string[]>(type: "text[]", nullable: false),
                    imts = table.Column<string[]>(type: "text[]", nullable: false),
                    asset_hazard_distance = table.Column<double>(type: "double precision", nullable: false),
                    locations_hash = table.Column<string>(type: "text", nullable: false),
                    owner = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_risk_model", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "hazard_event",
                schema: "icebox",
                columns: table => new
                {
                    hazard_id = table.Column<Guid>(type: "uuid", nullable: false),
                    chunk = table.Column<short>(type: "smallint", nullable: false),
                    ids = table.Column<long[]>(type: "bigint[]", nullable: false),
                    realizations = table.Column<int[]>(type: "integer[]", nullable: false),
                    years = table.Column<int[]>(type: "integer[]", nullable: true),
                    ruptures = table.Column<long[]>(type: "bigint[]", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_hazard_event", x => new { x.hazard_id, x.chunk });
                    table.ForeignKey(
                        name: "fk_hazard_event_hazard_calculation_hazard_id",
                        column: x => x.hazard_id,
                        principalSchema: "icebox",
                        principalTable: "hazard_calculation",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "hazard_output",
                schema: "icebox",
                columns: table => new
                {
                    hazard_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<short>(type: "smallint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    realization = table.Column<int>(type: "integer", nullable: true),
                    statistic = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_hazard_output", x => new { x.hazard_id, x.ordinal });
                    table.ForeignKey(
                        name: "fk_hazard_output_hazard_calculation_hazard_id",
                        column: x => x.hazard_id,
                        principalSchema: "icebox",
                        principalTable: "hazard_calculation",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "hazard_site",
                schema: "icebox",
                columns: table => new
                {
                    hazard_id = table.Column<Guid>(type: "uuid", nullable: false),
                    site_id = table.Column<int>(type: "integer", nullable: false),
                    curve_order = table.Column<int>(type: "integer", nullable: false),
                    lon = table.Column<double>(type: "double precision", nullable: false),
                    lat = table.Column<double>(type: "double precision", nullable: false),
                    depth = table.Column<double>(type: "double precision", nullable: false),
                    parameters = table.Column<string>(type: "jsonb", nullable: false),
                    geom = table.Column<Point>(type: "geometry(Point,4326)", nullable: true, computedColumnSql: "ST_SetSRID(ST_MakePoint(lon, lat), 4326)", stored: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_hazard_site", x => new { x.hazard_id, x.site_id });
                    table.ForeignKey(
                        name: "fk_hazard_site_hazard_calculation_hazard_id",
                        column: x => x.hazard_id,
                        principalSchema: "icebox",
                        principalTable: "hazard_calculation",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "hazard_values",
                schema: "icebox",
                columns: table => new
                {
                    hazard_id = table.Column<Guid>(type: "uuid", nullable: false),
                    output = table.Column<short>(type: "smallint", nullable: false),
                    imt = table.Column<short>(type: "smallint", nullable: false),
                    site_id = table.Column<int>(type: "integer", nullable: false),
                    chunk = table.Column<short>(type: "smallint", nullable: false),
                    checksum = table.Column<long>(type: "bigint", nullable: false),
                    payload = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_hazard_values", x => new { x.hazard_id, x.output, x.imt, x.site_id, x.chunk });
                    table.ForeignKey(
                        name: "fk_hazard_values_hazard_calculation_hazard_id",
                        column: x => x.hazard_id,
                        principalSchema: "icebox",
                        principalTable: "hazard_calculation",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "imt",
                schema: "icebox",
                columns: table => new
                {
                    hazard_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<short>(type: "smallint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    levels = table.Column<double[]>(type: "double precision[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_imt", x => new { x.hazard_id, x.ordinal });
                    table.ForeignKey(
                        name: "fk_imt_hazard_calculation_hazard_id",
                        column: x => x.hazard_id,
                        principalSchema: "icebox",
                        principalTable: "hazard_calculation",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "realization",
                schema: "icebox",
                columns: table => new
                {
                    hazard_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    weight = table.Column<double>(type: "double precision", nullable: false),
                    branch_path = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_realization", x => new { x.hazard_id, x.ordinal });
                    table.ForeignKey(
                        name: "fk_realization_hazard_calculation_hazard_id",
                        column: x => x.hazard_id,
                        principalSchema: "icebox",
                        principalTable: "hazard_calculation",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "risk_model_file",
                schema: "icebox",
                columns: table => new
                {
                    model_id = table.Column<string>(type: "text", nullable: false),
                    path = table.Column<string>(type: "text", nullable: false),
                    sha256 = table.Column<string>(type: "text", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_risk_model_file", x => new { x.model_id, x.path });
                    table.ForeignKey(
                        name: "fk_risk_model_file_risk_model_model_id",
                        column: x => x.model_id,
                        principalSchema: "icebox",
                        principalTable: "risk_model",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "risk_model_location",
                schema: "icebox",
                columns: table => new
                {
                    model_id = table.Column<string>(type: "text", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    geom = table.Column<Point>(type: "geometry(Point,4326)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_risk_model_location", x => new { x.model_id, x.ordinal });
                    table.ForeignKey(
                        name: "fk_risk_model_location_risk_model_model_id",
                        column: x => x.model_id,
                        principalSchema: "icebox",
                        principalTable: "risk_model",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_hazard_calculation_content_hash",
                schema: "icebox",
                table: "hazard_calculation",
                column: "content_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_hazard_site_geom",
                schema: "icebox",
                table: "hazard_site",
                column: "geom")
                .Annotation("Npgsql:IndexMethod", "gist");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_consumed_at",
                schema: "messaging",
                table: "inbox",
                column: "consumed_at");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_due_at_id",
                schema: "messaging",
                table: "outbox",
                columns: new[] { "due_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_outbox_schedule_token",
                schema: "messaging",
                table: "outbox",
                column: "schedule_token",
                filter: "schedule_token IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_risk_calculation_created_at",
                schema: "icebox",
                table: "risk_calculation",
                column: "created_at");

            migrationBuilder.SqlFile("Icebox/0001_storage.sql");
            migrationBuilder.SqlFile("Icebox/0002_outbox_notification.sql");
            migrationBuilder.SqlFile("Icebox/0003_distance_indexes.sql");
            migrationBuilder.SqlFile("Icebox/0004_result_views.sql");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("The first migration is undone by dropping the database.");
    }
}
