namespace AiPromptGen.Platform.Http;

/// <summary>The problems every slice can meet. A slice's own stand in the slice.</summary>
internal static class Problems
{
    public const string Contact = "support@aiimagepromptgenerator.org";

    public static readonly Problem Internal = new(
        500,
        "internal-error",
        "Something failed on our side",
        $"Nothing was charged for this request. If it happens again, write to {Contact} with the traceId."
    );

    /// <summary>The same code: for a client it differs by its status and by when to come again.</summary>
    public static readonly Problem NotReady = Internal with
    {
        Status = StatusCodes.Status503ServiceUnavailable,
        Title = "This could not be taken up right now",
        RetryAfterSeconds = 5,
    };

    public static readonly Problem TokenMissing = new(
        401,
        "token-missing",
        "Sign in first",
        "Send an access token as 'Authorization: Bearer …'."
    );

    public static readonly Problem TokenInvalid = new(
        401,
        "token-invalid",
        "The access token is not valid",
        "It may have expired. Sign in again."
    );

    public static readonly Problem RoleMissing = new(
        403,
        "role-missing",
        "This is not for your account",
        "It needs a role that the access token does not name."
    );

    public static readonly Problem ScopeMissing = new(
        403,
        "scope-missing",
        "This API token was not made for that",
        "Make one with the scope that the operation names."
    );

    public static readonly Problem NotFound = new(404, "not-found", "There is nothing here that you can see");

    public static readonly Problem BodyTooLarge = new(413, "body-too-large", "The request body is too large");

    public static readonly Problem BodyIncomplete = new(400, "body-incomplete", "The request body ended early");

    /// <summary>The same code as for a wrong type: what a client does about it is the same.</summary>
    public static readonly Problem ContentEncoding = new(
        415,
        "content-type-unsupported",
        "Compressed requests are not taken here",
        "Send the body without Content-Encoding."
    );

    public static Problem ContentType(string wanted) =>
        new(415, "content-type-unsupported", "This content type is not taken here", $"Send {wanted}.");

    public static Problem Invalid(params IReadOnlyList<ProblemError> errors) =>
        new(400, "request-invalid", "The request is not valid", "See errors.") { Errors = errors };

    public static Problem Invalid(string member, string code, string detail) =>
        Invalid([new ProblemError(member, code, detail)]);
}
