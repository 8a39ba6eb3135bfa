using System.Text.Json;
using AiPromptGen.Audit;
using AiPromptGen.Generations.Orchestration;
using Azure.Data.Tables;

namespace AiPromptGen.Tests.Simulation;

/// <summary>Looks at each change of a row when it is made, for what the last state of the rows does not show.</summary>
internal sealed class SimWatch
{
    /// <summary>How far clocks of processes may be apart, and some time for a step.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, TableEntity> accounts = new(StringComparer.Ordinal);
    private readonly HashSet<string> monthly = new(StringComparer.Ordinal);
    private readonly SimWorld world;

    public SimWatch(SimWorld world)
    {
        this.world = world;
        world.Storage.Table("users").Changed = User;
        world.Storage.Table("pending").Changed = Pending;
    }

    /// <summary>Whether the account owes credits now.</summary>
    public bool Owes(int account) =>
        accounts.TryGetValue(SimPeople.Of(account).AccountId.Value, out var row) && DebtOf(row) > 0;

    /// <summary>An orchestration that has ended has written the audit row, which says that all is done.</summary>
    public void Ended(GenerationStart start)
    {
        if (!IsTold(start.GenerationId, start.AcceptedAt))
        {
            Break($"audit: the orchestration of generation {start.GenerationId} has ended without a row");
        }
    }

    private void User(TableEntity row, bool isThere)
    {
        var key = row.RowKey;
        if (key == "account")
        {
            Account(row, isThere);
        }
        else if (isThere && key.StartsWith("reservation-", StringComparison.Ordinal))
        {
            if (row.GetString("State") == "expired" && row.GetDateTimeOffset("Deadline") > world.Loop.Now + Skew)
            {
                Break($"deadline: {key} expired before its deadline");
            }
        }
        else if (isThere && key.StartsWith("gen-", StringComparison.Ordinal))
        {
            Generation(row);
        }
        else if (isThere && key.StartsWith("entry-", StringComparison.Ordinal))
        {
            Entry(row);
        }
    }

    private void Account(TableEntity row, bool isThere)
    {
        if (isThere)
        {
            if (!accounts.ContainsKey(row.PartitionKey) && world.Book.Owed.ContainsKey(row.PartitionKey))
            {
                OpenedAgain(row.PartitionKey);
            }

            var before = accounts.TryGetValue(row.PartitionKey, out var known) ? DebtOf(known) : 0;
            accounts[row.PartitionKey] = row;
            if (DebtOf(row) < before)
            {
                world.Book.Reached.Add(SimReach.DebtPaid);
            }

            if (DebtOf(row) > 0)
            {
                world.Book.Reached.Add(SimReach.Debt);
            }
        }
        else if (accounts.Remove(row.PartitionKey, out var last))
        {
            var isNext = world.Book.Unasked.Remove(row.PartitionKey) | world.Book.Returned.Remove(row.PartitionKey);
            if (isNext && last.GetString("OpenedAfter") is { Length: > 0 } && !last.ContainsKey("ClosingSince"))
            {
                // A request from before the erasure opened it, and it is deleted again before it is used.
                return;
            }

            world.Book.Owed[row.PartitionKey] = DebtOf(last);
            if (last.GetDateTimeOffset("ClosingSince") is null)
            {
                Break($"erased: {row.PartitionKey} is deleted and was not closing");
            }
        }
    }

    private void OpenedAgain(string account)
    {
        if (SimRun.Current?.Id == SimActors.ReturnRequest)
        {
            world.Book.Reached.Add(SimReach.Returned);
            world.Book.Returned.Add(account);
        }
        else
        {
            world.Book.Unasked.Add(account);
        }
    }

    private void Generation(TableEntity row)
    {
        var id = row.RowKey["gen-".Length..];
        if (row.GetInt32("Sequence") == 1 && !world.Storage.Table("pending").Rows.Keys.Any(key => key.Row == id))
        {
            Break($"pending: generation {id} is accepted, and the sweep does not know of it");
        }
    }

    private void Entry(TableEntity row)
    {
        var (lot, type) = (row.GetString("LotId"), row.GetString("Type"));
        if (lot?.StartsWith("monthly.", StringComparison.Ordinal) != true)
        {
            return;
        }

        if (type == "grant" && !monthly.Add(row.PartitionKey + lot))
        {
            Break($"month: {row.PartitionKey} gets {lot} twice");
        }

        var end = new DateTimeOffset(int.Parse(lot[8..12], null), int.Parse(lot[12..14], null), 1, 0, 0, 0, default);
        if (type == "expiry")
        {
            world.Book.Reached.Add(SimReach.MonthEnded);
            if (world.Loop.Now < end.AddMonths(1) - Skew)
            {
                Break($"month: {lot} of {row.PartitionKey} expires before its end");
            }
        }
    }

    /// <summary>
    /// The sweep forgets a generation when nothing is left to do for it: it has ended, its credits are settled, and its audit row is there.
    /// One whose account is closing is the erasure's.
    /// </summary>
    private void Pending(TableEntity row, bool isThere)
    {
        var key = "gen-" + row.RowKey;
        if (isThere || accounts.Values.FirstOrDefault(a => Find(a, key) is not null) is not { } account)
        {
            return;
        }

        var generation = Find(account, key)!;
        var isTold = IsTold(row.RowKey, generation.GetDateTimeOffset("AcceptedAt")!.Value);
        var isOpen = Find(account, "reservation-" + row.RowKey)?.GetString("State") == "open";
        if (!account.ContainsKey("ClosingSince") && (!isTold || isOpen || generation.GetInt32("Sequence") < 3))
        {
            Break(
                $"pending: generation {row.RowKey} is forgotten as {generation.GetString("Status")}, its audit row: {isTold}"
            );
        }
    }

    private bool IsTold(string id, DateTimeOffset accepted)
    {
        var name = SimSettings.AuditKeys.NameOf(id, AuditTrail.Minute(accepted));
        return world
            .Storage.Tables.Where(t => t.Key.StartsWith("audit", StringComparison.Ordinal))
            .Any(t => t.Value.Rows.Keys.Any(audit => audit.Row == name));
    }

    private TableEntity? Find(TableEntity account, string key) =>
        world.Storage.Table("users").Rows.GetValueOrDefault((account.PartitionKey, key));

    private static long DebtOf(TableEntity account)
    {
        using var json = JsonDocument.Parse(account.GetString("Credits"));
        return json.RootElement.GetProperty("debt").GetInt64();
    }

    private void Break(string rule) => world.Book.Broken.Add(rule);
}
