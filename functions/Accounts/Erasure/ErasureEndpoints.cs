using System.Text.Json.Serialization;
using Microsoft.DurableTask.Client;

namespace AiPromptGen.Accounts.Erasure;

/// <summary><c>DELETE /account</c> and the status of the erasure. Neither route opens an account.</summary>
internal sealed class ErasureEndpoints(AccountLedger ledger, AccountErasures erasures)
{
    [Function("DeleteAccount")]
    public async Task<IResult> DeleteAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "account")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    )
    {
        var body = await RequestBody.ReadJsonAsync<ErasureRequest>(request, cancellationToken);
        if (!string.Equals(body.Confirm, ErasureRequest.Words, StringComparison.Ordinal))
        {
            return Answers.Problem(ErasureProblems.Unconfirmed());
        }

        var id = request.Caller().AccountId;
        var account = await ledger.ReadAsync(id, cancellationToken);
        var view = await erasures.FindAsync(client, id, cancellationToken);
        if (account is null && view is null)
        {
            return Answers.Problem(ErasureProblems.AccountNotFound);
        }

        if (account is not null && view is not { Status: ErasureStatus.Running })
        {
            view = await erasures.StartAsync(client, account, ErasureReason.Requested, cancellationToken);
        }

        request.HttpContext.Response.Headers.Location = $"{request.Path}/erasure";
        return Answers.Json(view, StatusCodes.Status202Accepted);
    }

    [Function("GetErasure")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "account/erasure")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    )
    {
        var view = await erasures.FindAsync(client, request.Caller().AccountId, cancellationToken);
        return view is null ? Answers.Problem(ErasureProblems.NotFound) : Answers.Json(view);
    }
}

/// <summary>Body of <c>DELETE /account</c>.</summary>
public sealed record ErasureRequest
{
    public const string Words = "delete my account";

    /// <summary>Must be exactly <see cref="Words"/>, because an erasure cannot be undone.</summary>
    public required string Confirm { get; init; }
}

[JsonConverter(typeof(KebabCaseEnumConverter<ErasureStatus>))]
public enum ErasureStatus
{
    Running,
    Done,
    Failed,
}

public sealed record ErasureView
{
    /// <summary>The id of the orchestration, which a person can give to support.</summary>
    public required string Id { get; init; }

    public required ErasureStatus Status { get; init; }

    /// <summary>What to do about an erasure that failed; null for any other.</summary>
    public string? Detail =>
        Status == ErasureStatus.Failed
            ? $"It stopped, and nothing new is taken. Ask for it again; if it stops again, write to {Problems.Contact}."
            : null;
}

internal static class ErasureProblems
{
    public static readonly Problem AccountNotFound = new(
        404,
        "account-not-found",
        "There is no account",
        "No account of yours is held. What stays for a while after an erasure, without a name, is on the privacy page; "
            + $"questions go to {Problems.Contact}."
    );

    public static readonly Problem NotFound = new(
        404,
        "erasure-not-found",
        "There is no erasure",
        "None was asked for, or it was so long ago that it is forgotten."
    );

    public static Problem Unconfirmed() =>
        Problems.Invalid("confirm", "confirmation-missing", $"Send exactly '{ErasureRequest.Words}'.");
}
