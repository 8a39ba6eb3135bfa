using AiPromptGen.Credits;
using AiPromptGen.Generations;
using AiPromptGen.Generations.Orchestration;
using AiPromptGen.Platform;
using AiPromptGen.Tests.Support;
using AiPromptGen.Tests.Support.Storage;
using AiPromptGen.Uploads;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Models;
using static AiPromptGen.Tests.Simulation.ActorKind;

namespace AiPromptGen.Tests.Simulation;

/// <summary>Mistakes about what is left for later: what the sweep helps with, and uploads that an erasure overtakes.</summary>
internal static class SimSweepPlants
{
    public static IReadOnlyList<SimPlant> All { get; } =
    [
        new SweptBlind(),
        new SimActivityPlant(
            "a generation is forgotten while it runs",
            nameof(Generate),
            real =>
                async (run, input) =>
                {
                    var answer = await real(run, input);
                    await ForgetAsync(run, JsonOf<Generate.Input>(input).Start);
                    return answer;
                }
        )
        {
            Focus = [Text, ActorKind.Sweep],
        },
        new ForgottenEarly(),
        new Uploaded("an upload that an erasure overtakes stays", isRefused: true),
        new Uploaded("an upload is noted without asking whether its account is closing", isRefused: false),
    ];

    private static T JsonOf<T>(string input) => System.Text.Json.JsonSerializer.Deserialize<T>(input, SimContext.Json)!;

    private static async Task ForgetAsync(SimRun run, GenerationStart start)
    {
        var partition = run.Process.Audit.PartitionOf(start.GenerationId, start.AcceptedAt);
        var entry = new PendingGenerations.Entry(new AccountId(start.AccountId), start.GenerationId, start.AcceptedAt);
        await run.Process.Generating.Pending.RemoveAsync(entry with { Partition = partition }, default);
    }

    /// <summary>The sweep does not see that a result is stored, so it expires the generation and does not deliver the result.</summary>
    private sealed class SweptBlind : SimPlant
    {
        private readonly SimTablePlant blind = new("blind", "users")
        {
            Read = row =>
            {
                row.Remove("Answer0");
                return row;
            },
        };

        public override string Name => "the sweep does not deliver a stored result";

        public override IReadOnlyList<ActorKind> Focus => [Text, ActorKind.Sweep];

        public override GenerationStore? SweepStore(SimProcess process) => new(blind.Account(process));
    }

    /// <summary>The audit rows of a day seem to have a row of each generation, so the sweep takes all generations for ended.</summary>
    private sealed class ForgottenEarly : SimPlant
    {
        public override string Name => "a generation is forgotten before its audit row is there";

        public override IReadOnlyList<ActorKind> Focus => [Text, ActorKind.Sweep];

        public override TableClient Table(SimProcess process, string name) =>
            name.StartsWith("audit", StringComparison.Ordinal)
                ? new Full(process.World.Storage.Table(name), process.Calls, name)
                : base.Table(process, name);

        private sealed class Full(TableData data, SimCalls calls, string name) : InMemoryTable(data, calls, name)
        {
            public override AsyncPageable<T> QueryAsync<T>(
                string? filter = null,
                int? maxPerPage = null,
                IEnumerable<string>? select = null,
                CancellationToken cancellationToken = default
            )
            {
                var rows = filter!
                    .Split('\'')
                    .Where((_, i) => i is 3 or 5)
                    .Distinct()
                    .Select(key => (T)(object)new TableEntity("", key) { ["RequestStatus"] = "succeeded" });
                return AsyncPageable<T>.FromPages([Page<T>.FromValues([.. rows], null, new Answer(200))]);
            }
        }
    }

    /// <summary>Keeps an upload in the same three steps as the program, and leaves something out when the account is closing.</summary>
    /// <param name="isRefused">Whether the row is refused then, so that only the deletion of the picture is left out.</param>
    private sealed class Uploaded(string name, bool isRefused) : SimPlant
    {
        public override string Name => name;

        public override IReadOnlyList<ActorKind> Focus => [Picture, Picture, Erasure];

        public override async Task UploadAsync(SimProcess process, AccountRef account, Upload upload, byte[] bytes)
        {
            await process.UploadIndex.AddAsync(account.Id, upload.Id, default);
            var blob = process.Storage.Uploads.GetBlobClient($"{account.Id.Value}/{upload.Id}");
            await blob.UploadAsync(BinaryData.FromBytes(bytes), new BlobUploadOptions());
            var row = upload.ToRow(account.Id.Value);
            await (
                isRefused
                    ? process.Ledger.AddRowAsync(account, row, default)
                    : process.Storage.Users.AddEntityAsync(row)
            );
        }
    }
}
