using System.Text.Json.Serialization;

namespace AiPromptGen.Accounts.Erasure;

/// <summary>Body of <c>DELETE /account</c>.</summary>
public sealed record ErasureRequest
{
    public const string Words = "delete my account";

    /// <summary>Exactly <see cref="Words"/>: nothing can undo it.</summary>
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
    /// <summary>Of the orchestration, for support.</summary>
    public required string Id { get; init; }

    public required ErasureStatus Status { get; init; }

    /// <summary>Of one that failed: what to do.</summary>
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
