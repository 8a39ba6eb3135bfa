using System.Text.Json;
using AiPromptGen.Credits;
using CsCheck;

namespace AiPromptGen.Tests.Credits;

[TestFixture]
public sealed class CreditRulesProperties
{
    private static readonly Gen<Command> genCommand = Gen.Select(
        Gen.Enum<Act>(),
        Gen.Int[0, 7],
        Gen.Int[0, 12],
        Gen.Int[0, 20],
        Gen.Int[0, 60].Select(seconds => seconds < 20 ? 0 : seconds),
        Gen.Enum<CreditOrigin>(),
        (act, id, amount, seconds, expires, origin) => new Command(act, id, amount, seconds, expires, origin)
    );

    private static readonly Gen<Command[]> genCommands = genCommand.Array[1, 60];

    [Test]
    public void The_books_are_right_after_any_commands() =>
        genCommands.Sample(
            commands =>
            {
                var (model, now) = (new CreditModel(), Given.Now);
                foreach (var command in commands)
                {
                    now = now.AddSeconds(command.Seconds);
                    model.Apply(command, now);
                    Check(model, now);
                }
            },
            iter: 1_200
        );

    [Test]
    public void Repeating_any_command_changes_nothing() =>
        Gen.Select(genCommands, Gen.Int[1, 3])
            .Sample((commands, times) => Run(commands, times) == Run(commands, 1), iter: 600);

    [Test]
    public void Commands_delivered_again_later_in_any_order_change_nothing() =>
        Gen.Select(genCommands, Gen.Int)
            .Sample(
                (commands, seed) =>
                {
                    var (model, now) = (new CreditModel(), Given.Now);
                    var effective = new List<Command>();
                    foreach (var command in commands)
                    {
                        now = now.AddSeconds(command.Seconds);
                        var before = Json(model.State);
                        model.Apply(command, now);
                        if (Json(model.State) != before)
                        {
                            effective.Add(command);
                        }
                    }

                    model.Apply(new(Act.BookExpiry, 0, 0, 0, 0, CreditOrigin.SignUp), now);
                    var end = Json(model.State);
                    var again = effective.ToArray();
                    new Random(seed).Shuffle(again);
                    Array.ForEach(again, command => model.Apply(command, now));
                    return Json(model.State) == end;
                },
                iter: 600
            );

    [Test]
    public void Any_interleaving_of_independent_reservations_ends_with_the_same_money() =>
        Gen.Select(Gen.Int[0, 10].Array[2, 8], Gen.Int[0, int.MaxValue])
            .Sample(
                (charges, seed) =>
                {
                    var order = Interleave(charges, seed);
                    var model = new CreditModel();
                    model.Apply(new(Act.Grant, 0, 40, 0, 0, CreditOrigin.SignUp), Given.Now);
                    model.Apply(new(Act.Grant, 1, 60, 0, 60, CreditOrigin.Purchase), Given.Now);
                    foreach (var command in order)
                    {
                        model.Apply(command, Given.Now);
                        Check(model, Given.Now);
                    }

                    return model.State.Balance.Value == 100 - charges.Sum() && model.Resolutions == charges.Length;
                },
                iter: 600
            );

    [Test]
    public void Releasing_is_the_exact_inverse_of_reserving() =>
        Gen.Select(genCommands, Gen.Int[0, 12])
            .Sample(
                (commands, amount) =>
                {
                    var (model, now) = (new CreditModel(), Given.Now);
                    foreach (var command in commands)
                    {
                        now = now.AddSeconds(command.Seconds);
                        model.Apply(command, now);
                    }

                    var before = Given.BookExpiry(model.State, now).State;
                    return CreditRules.Reserve(before, "new", new(amount), now, now)
                            is not ReserveResult.Reserved reserved
                        || Json(CreditRules.Release(reserved.Change!.State, "new", now).Change().State) == Json(before);
                },
                iter: 600
            );

    [Test]
    public void The_state_survives_its_JSON() =>
        genCommands.Sample(
            commands =>
            {
                var json = Run(commands, 1);
                return Json(JsonSerializer.Deserialize(json, CreditsJson.Default.CreditAccount)!) == json;
            },
            iter: 300
        );

    private static void Check(CreditModel model, DateTimeOffset now)
    {
        var state = model.State;
        var held = state
            .Open.SelectMany(open => open.Draws)
            .GroupBy(draw => draw.LotId)
            .ToDictionary(draws => draws.Key, draws => draws.Sum(draw => draw.Amount.Value));
        var unbooked = state
            .Lots.Where(lot => lot.Expires <= now)
            .Sum(lot => lot.Remaining.Value - held.GetValueOrDefault(lot.Id));
        var expired = model.Entries.Where(entry => entry.Type == LedgerEntryType.Expiry).Sum(entry => entry.Amount);
        var charged = model.Entries.Where(entry => entry.Type == LedgerEntryType.Charge).Sum(entry => entry.Amount);

        Assert.That(model.Entries.Sum(entry => entry.Amount), Is.EqualTo(state.Balance.Value), "Σ entries");
        Assert.That(state.Lots.Sum(lot => lot.Remaining.Value), Is.EqualTo(state.Balance.Value), "Σ lots");
        Assert.That(
            state.Available(now).Value,
            Is.EqualTo(state.Balance.Value - state.Reserved.Value - unbooked),
            "available"
        );
        Assert.That(
            state.Lots.Where(lot => held.GetValueOrDefault(lot.Id) > lot.Remaining.Value),
            Is.Empty,
            "lots drawn beyond what they have"
        );
        Assert.That(held.Keys, Is.SubsetOf(state.Lots.Select(lot => lot.Id)), "draws on lots that are gone");
        Assert.That(
            state.Open.Where(open => open.Draws.Sum(draw => draw.Amount.Value) != open.Amount.Value),
            Is.Empty,
            "Σ draws"
        );
        Assert.That(model.Asked + charged + expired, Is.EqualTo(state.Balance.Value - state.Debt.Value), "net");
        Assert.That(state.Debt.Value == 0 || state.Available(now).Value == 0, "debt is paid before spending");
        Assert.That(state.Open.Select(open => open.Id), Has.None.AnyOf([.. model.Ended.Keys, ""]), "ended once");
        Assert.That(
            model.Entries.Select(entry => entry.Sequence),
            Is.EqualTo(Enumerable.Range(1, model.Entries.Count)),
            "sequence"
        );
        Assert.That(model.Entries.Where(entry => entry.Amount == 0), Is.Empty, "entries of nothing");
        Assert.That(
            model
                .Entries.Zip(model.Entries.Skip(1))
                .Where(pair => pair.First.BalanceAfter != pair.Second.BalanceBefore),
            Is.Empty,
            "chain"
        );
    }

    private static string Run(Command[] commands, int times)
    {
        var (model, now) = (new CreditModel(), Given.Now);
        foreach (var command in commands)
        {
            now = now.AddSeconds(command.Seconds);
            for (var time = 0; time < times; time++)
            {
                model.Apply(command, now);
            }
        }

        return Json(model.State);
    }

    /// <summary>Each reservation is made, committed and committed again. The steps of different reservations are mixed by the seed.</summary>
    private static List<Command> Interleave(int[] charges, int seed)
    {
        var random = new Random(seed);
        var queues = charges
            .Select(
                (charge, id) =>
                    new Queue<Command>(
                        new[] { (Act.Reserve, 10), (Act.Commit, charge), (Act.Commit, charge) }.Select(
                            step => new Command(step.Item1, id, step.Item2, 0, 0, CreditOrigin.SignUp)
                        )
                    )
            )
            .ToList();
        var order = new List<Command>();
        while (queues.Count > 0)
        {
            var queue = queues[random.Next(queues.Count)];
            order.Add(queue.Dequeue());
            queues.RemoveAll(rest => rest.Count == 0);
        }

        return order;
    }

    private static string Json(CreditAccount state) =>
        JsonSerializer.Serialize(state, CreditsJson.Default.CreditAccount);
}
