namespace AiPromptGen.Uploads.Fetching;

/// <summary>Closed words for logs and problem codes; never where or what it was.</summary>
internal enum FetchFailure
{
    /// <summary>The address, or one that it leads to, is none that the public reaches.</summary>
    AddressRefused,

    /// <summary>No such name, no connection, no proof of who it is, a broken answer or a failing server.</summary>
    Unreachable,

    /// <summary>The server says that there is nothing, or nothing for us: a status of 400 to 499.</summary>
    NotFound,
    TooLarge,
    TooSlow,
    TooManyRedirects,
}

internal abstract record FetchResult
{
    private FetchResult() { }

    /// <summary>Bytes as they came: not looked at, so perhaps no picture.</summary>
    public sealed record Fetched(ReadOnlyMemory<byte> Bytes) : FetchResult;

    public sealed record Failed(FetchFailure Failure) : FetchResult;
}
