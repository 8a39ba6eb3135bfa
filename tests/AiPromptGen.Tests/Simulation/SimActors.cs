using AiPromptGen.Accounts.Erasure;
using AiPromptGen.Generations;
using AiPromptGen.Platform.Http;
using AiPromptGen.Uploads;

namespace AiPromptGen.Tests.Simulation;

/// <summary>What each kind of actor does in a run. What buyers do is in <see cref="SimBuyers"/>.</summary>
internal static class SimActors
{
    /// <summary>The request in which a person asks for an account.</summary>
    public const string ReturnRequest = "open";

    private const int MostTries = 4;

    public static async Task ActAsync(SimWorld world, SimActor actor)
    {
        await world.WaitAsync(TimeSpan.FromSeconds(actor.Seconds));
        await (
            actor.Kind switch
            {
                ActorKind.Text => TextAsync(world, actor),
                ActorKind.Picture => PictureAsync(world, actor),
                ActorKind.Pack => SimBuyers.PackAsync(world, actor),
                ActorKind.Plan => SimBuyers.PlanAsync(world, actor),
                ActorKind.Erasure => EraseAsync(world, actor),
                ActorKind.Return => ReturnAsync(world, actor),
                ActorKind.Sweep => SweepAsync(world, actor),
                ActorKind.Reconciliation => ReconcileAsync(world, actor),
                _ => JumpAsync(world, actor),
            }
        );
    }

    /// <summary>Makes a call as a client does: it is repeated, up to four times in all, as long as no definite answer comes.</summary>
    /// <returns>Null when the program refused the call, or when no attempt got an answer.</returns>
    public static async Task<T?> TryAsync<T>(SimWorld world, string what, Func<SimProcess, Task<T>> call)
        where T : class
    {
        for (var attempt = 1; attempt <= MostTries; attempt++)
        {
            try
            {
                return await world.CallAsync(what, call);
            }
            catch (ProblemException)
            {
                return null;
            }
            catch (Exception fault)
            {
                world.Loop.Trace?.Invoke($"{what} failed: {fault.GetType().Name} {fault.Message}");
                await world.WaitAsync(TimeSpan.FromSeconds(attempt));
            }
        }

        return null;
    }

    private static Task TextAsync(SimWorld world, SimActor actor)
    {
        var request = new GenerationRequest
        {
            Kind = GenerationKind.TextToPrompt,
            Idea = Words(actor),
            Targets = ["flux"],
        };
        var once = GenerateAsync(world, actor, request, $"key{actor.Index}");
        // Impatient people press twice, and their browsers send the same key.
        return actor.Variant % 2 == 0
            ? once
            : Task.WhenAll(once, GenerateAsync(world, actor, request, $"key{actor.Index}"));
    }

    /// <summary>Generates more than the credits of the sign-up pay for.</summary>
    public static Task SpendAsync(SimWorld world, SimActor actor)
    {
        var request = new GenerationRequest
        {
            Kind = GenerationKind.TextToPrompt,
            Idea = Words(actor),
            Targets = ["flux"],
        };
        return Task.WhenAll(
            Enumerable.Range(0, 5).Select(n => GenerateAsync(world, actor, request, $"spent{actor.Index}-{n}"))
        );
    }

    private static async Task PictureAsync(SimWorld world, SimActor actor)
    {
        var caller = SimPeople.Of(actor.Account);
        var id = await TryAsync(
            world,
            "upload",
            async process =>
            {
                var account = await process.Opening.OpenAsync(caller, default);
                if (world.Random.Next(2) == 0)
                {
                    // A picture takes its time to come, and to be checked.
                    await Task.Delay(TimeSpan.FromSeconds(world.Random.Next(40)), process.Time);
                }

                var upload = new Upload
                {
                    Id = process.Ids.New(),
                    Width = 1,
                    Height = 1,
                    Format = "png",
                    ExpiresAt = process.Time.GetUtcNow() + Upload.Lifetime,
                };
                world.Book.Uploading.Add(upload.Id);
                try
                {
                    await world.Plant.UploadAsync(process, account.Ref, upload, [1]);
                    world.Book.Uploading.Remove(upload.Id);
                }
                catch (ProblemException)
                {
                    world.Book.Uploading.Remove(upload.Id);
                    throw;
                }

                return upload.Id;
            }
        );
        if (id is null || actor.Variant == 0)
        {
            return;
        }

        var request = new GenerationRequest
        {
            Kind = GenerationKind.ImageToPrompt,
            Idea = Words(actor),
            Source = new GenerationSource { UploadId = id },
            Targets = ["flux"],
        };
        var first = GenerateAsync(world, actor, request, $"key{actor.Index}");
        // One upload serves one generation.
        await (
            actor.Variant % 2 == 0
                ? first
                : Task.WhenAll(first, GenerateAsync(world, actor, request, $"key{actor.Index}b"))
        );
    }

    private static async Task GenerateAsync(SimWorld world, SimActor actor, GenerationRequest request, string key)
    {
        var caller = SimPeople.Of(actor.Account);
        world.Book.Wishes.Add((caller.AccountId, key));
        var accepted = await TryAsync(
            world,
            $"generate {key}",
            async process =>
            {
                var taken = await process.Generating.Acceptance.AcceptAsync(caller, request, key, default);
                await process.Generating.Starts.StartAsync(process.Client, taken, default);
                return taken;
            }
        );
        if (
            accepted is { Generation.Id: var id }
            && !world.Book.Generations.TryAdd(key, id)
            && world.Book.Generations[key] != id
            && !world.Book.Erased.ContainsKey(caller.AccountId)
        )
        {
            world.Book.Broken.Add($"key: {key} made two generations");
        }
    }

    private static async Task EraseAsync(SimWorld world, SimActor actor)
    {
        await world.WaitAsync(TimeSpan.FromSeconds(actor.Variant * 5));
        // Some want to be rid of what they owe.
        for (var tries = 0; actor.Variant > 3 && !world.Watch.Owes(actor.Account) && tries < 15; tries++)
        {
            await world.WaitAsync(TimeSpan.FromSeconds(15));
        }

        Task once = AskToEraseAsync(world, actor);
        // Some ask in two tabs at once.
        await (actor.Variant % 2 == 0 ? once : Task.WhenAll(once, AskToEraseAsync(world, actor)));
    }

    /// <summary>The same as the endpoint does.</summary>
    private static Task<string?> AskToEraseAsync(SimWorld world, SimActor actor)
    {
        var account = SimPeople.Of(actor.Account).AccountId;
        return TryAsync(
            world,
            "erase",
            async process =>
            {
                var began = world.Loop.Now;
                var open = await process.Ledger.ReadAsync(account, default);
                var view = await process.Erasures.FindAsync(process.Client, account, default);
                if (open is not null && view is not { Status: ErasureStatus.Running })
                {
                    view = await process.Erasures.StartAsync(process.Client, open, ErasureReason.Requested, default);
                }

                if (view is not null)
                {
                    var last = world.Book.Erased.GetValueOrDefault(account);
                    world.Book.Erased[account] = began > last ? began : last;
                }

                return "done";
            }
        );
    }

    /// <summary>
    /// Signs in and asks for an account, again and again for some minutes, until a new one is opened; then generates. An account is opened
    /// for a person who never had one too.
    /// </summary>
    private static async Task ReturnAsync(SimWorld world, SimActor actor)
    {
        for (var tries = 0; tries < 40; tries++)
        {
            await world.WaitAsync(TimeSpan.FromSeconds(5 + actor.Variant + (tries / 2)));
            var caller = SimPeople.Of(actor.Account) with { SignedInAt = world.Loop.Now };
            await TryAsync(world, ReturnRequest, p => p.Opening.OpenAsync(caller, isAsked: true, default));
            if (world.Book.Returned.Contains(caller.AccountId.Value))
            {
                break;
            }
        }

        await TextAsync(world, actor);
    }

    private static async Task SweepAsync(SimWorld world, SimActor actor)
    {
        for (var run = 0; run < 2; run++)
        {
            await world.WaitAsync(TimeSpan.FromSeconds(90 + (actor.Variant * 20)));
            await TryAsync(
                world,
                "sweep",
                async process =>
                {
                    await process.Generating.Sweep.RunAsync(null!, process.Client, default);
                    await process.Generating.OrchestrationPurge.RunAsync(null!, process.Client, default);
                    await process.UploadSweep.RunAsync(null!, default);
                    return "done";
                }
            );
        }
    }

    private static async Task ReconcileAsync(SimWorld world, SimActor actor)
    {
        await world.WaitAsync(TimeSpan.FromSeconds(actor.Variant * 60));
        await TryAsync(
            world,
            "reconcile",
            async process =>
            {
                await process.Billing.Reconciliation.RunAsync(null!, process.Client, default);
                return "done";
            }
        );
    }

    /// <summary>
    /// Moves the clock forward by one minute to two hours at once. Depending on how far, that is past the time limit of a model's call (one
    /// minute), or past the deadline of a reservation.
    /// </summary>
    private static async Task JumpAsync(SimWorld world, SimActor actor)
    {
        int[] minutes = [1, 2, 6, 15, 59, 61, 70, 120];
        await world.WaitAsync(TimeSpan.FromSeconds(1));
        world.Loop.Jump(TimeSpan.FromMinutes(minutes[actor.Variant]));
    }

    private static string Words(SimActor actor) => $"a heron zqwords{actor.Index}zq in the reeds";
}
