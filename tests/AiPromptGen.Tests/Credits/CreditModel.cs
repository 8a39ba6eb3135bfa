using AiPromptGen.Credits;
using AiPromptGen.Platform;

namespace AiPromptGen.Tests.Credits;

internal enum Act
{
    Reserve,
    Commit,
    Release,
    Expire,
    Grant,
    Clawback,
    Reinstate,
    BookExpiry,
}

internal sealed record Command(Act Act, int Id, int Amount, int Seconds, int Expires, CreditOrigin Origin);

/// <summary>A model of the ledger: the rules, and what its rows add to them, which are the ids used and how each reservation ended.</summary>
internal sealed class CreditModel
{
    private readonly HashSet<string> once = [];

    public CreditAccount State { get; private set; } = CreditAccount.Empty;

    public List<LedgerEntry> Entries { get; } = [];

    public Dictionary<string, string> Ended { get; } = [];

    public int Resolutions { get; private set; }

    /// <summary>Σ of what grants and reinstatements gave and clawbacks took, debt included.</summary>
    public long Asked { get; private set; }

    public void Apply(Command command, DateTimeOffset now)
    {
        var id = $"r{command.Id}";
        var amount = new CreditAmount(command.Amount);
        switch (command.Act)
        {
            case Act.Reserve when !Ended.ContainsKey(id):
                var decision = CreditRules.Reserve(State, id, amount, now.AddSeconds(30), now);
                Take((decision as ReserveResult.Reserved)?.Change);
                break;
            case Act.Commit:
                var reserved = State.Open.FirstOrDefault(open => open.Id == id)?.Amount ?? amount;
                var charge = CreditAmount.Min(amount, reserved);
                End(id, $"commit {charge}", CreditRules.Commit(State, id, charge, now));
                break;
            case Act.Release:
                End(id, "release", CreditRules.Release(State, id, now));
                break;
            case Act.Expire:
                End(id, "expire", CreditRules.Expire(State, id, now));
                break;
            case Act.BookExpiry:
                Take(Given.BookExpiry(State, now));
                break;
            default:
                Adjust(command, now);
                break;
        }
    }

    private void Adjust(Command command, DateTimeOffset now)
    {
        var sign = command.Act == Act.Clawback ? -1 : 1;
        if (command.Act == Act.Reserve || !once.Add($"{command.Act}{command.Id}"))
        {
            return;
        }

        Asked += sign * command.Amount;
        var lot = $"lot{command.Id}";
        DateTimeOffset? expires = command.Expires == 0 ? null : now.AddSeconds(command.Expires);
        Take(
            command.Act switch
            {
                Act.Grant => CreditRules.Grant(State, Given.Grant(lot, command.Amount, command.Origin, expires), now),
                Act.Clawback => CreditRules.Clawback(State, Given.Clawback(lot, command.Amount), now),
                _ => CreditRules.Reinstate(State, Given.Reinstatement(lot, command.Amount), now),
            }
        );
    }

    private void End(string id, string how, ResolveResult decision)
    {
        if (decision is ResolveResult.Resolved resolved)
        {
            Resolutions++;
            Ended.Add(id, how);
            Take(resolved.Change);
        }
    }

    private void Take(CreditChange? change)
    {
        if (change is not null)
        {
            State = change.State;
            Entries.AddRange(change.Entries);
        }
    }
}
